"""python -m tests.bench.bare_window: the floor of a cold start, a QApplication with an empty window."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.processes import tell


class BareWindow(QWidget):
    """Tells when it has been painted, as the program's window does, and ends."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._on_painted)

    def _on_painted(self) -> None:
        tell({"painted": [time.monotonic_ns()]})
        QApplication.exit()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = BareWindow()
    window.resize(1366, 768)
    window.show()
    app.exec()
