"""Windows that are gone when a test is over.

A closed window that somebody still holds is restyled with every later change of theme: after twenty of them a test took
two minutes for what takes it ten seconds alone.
"""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def close_for_good(window: QWidget) -> None:
    """Close a window and take it away, with everything in it, before the next test begins. Closed twice is closed."""
    if not isValid(window):
        return
    window.close()
    QCoreApplication.processEvents()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
