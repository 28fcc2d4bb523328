"""The keyboard-wedge scanner: a card is read whatever has the focus, on any page, under any dialog.

A scan is a burst of keys that begins with a known prefix and ends with a terminator. Both are required: a fast typist's
burst alone was taken for a scan. Anything else is handed on exactly as it was typed.
"""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

GAP_MS = 35
"""The longest pause inside a burst, in milliseconds. Scanners were measured below 17; fast typing above 60."""

INSIDE_MS = 250
"""The longest pause once a whole prefix has come as a burst, in milliseconds: no hand types that, so a scanner that
falters on a busy machine loses nothing by waiting, and its letters are not taken for votes."""

LONGEST = 600
"""No code of ours is longer (a signed share certificate's takes half of it); a card that never ends is not a card."""

_TERMINATORS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIER_KEYS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _milliseconds() -> int:
    return time.monotonic_ns() // 1_000_000


class ScannerFilter(QObject):
    """Application-wide filter; ``scanned(text)`` carries the code as printed, "CDM1:ABCD...".

    Only keys that may still become a known prefix are held, for at most ``gap`` milliseconds, so ordinary typing is
    not delayed; after a whole prefix the rest is awaited for ``INSIDE_MS``.
    """

    scanned = Signal(str)

    def __init__(
        self,
        app: QApplication,
        prefixes: Iterable[str],
        gap: int = GAP_MS,
        now: Callable[[], int] = _milliseconds,
    ) -> None:
        """``prefixes`` without their colon ("CDM1"); ``now`` gives milliseconds, for tests.

        Raises:
            ValueError: no prefix was given, or an empty one.
        """
        super().__init__(app)
        self._prefixes = tuple(f"{prefix.upper()}:" for prefix in prefixes)
        if not self._prefixes or ":" in self._prefixes:
            raise ValueError("a scanner needs the prefixes it is to recognise")
        self._app = app
        self._gap = gap
        self._now = now
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._target: QWidget | None = None
        self._last = 0
        self._replaying = False
        self._late = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_pause)
        app.installEventFilter(self)

    def stop(self) -> None:
        """Listen no longer; what is held is handed on."""
        self._app.removeEventFilter(self)
        self._replay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes through here, and asking its class costs a third of asking its type.
        if not isinstance(event, QKeyEvent) or self._replaying or not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event)
        return self._take(watched, event)

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """A letter that may belong to a card must not press a button on its way here."""
        if self._is_character(event) and self._may_begin(self._text + event.text()):
            event.accept()
            return True
        return False

    def _take(self, target: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIER_KEYS:
            return False
        if event.matches(QKeySequence.StandardKey.Paste) and self._take_pasted():
            return True
        now = event.timestamp() or self._now()
        if self._held and (now - self._last > self._patience() or target is not self._target):
            self._replay()
        self._last = now
        if self._held and (event.key() in _TERMINATORS or event.text() in ("\r", "\n", "\t")):
            return self._terminate()
        if not self._is_character(event):
            self._replay()
            return False
        return self._hold(target, event)

    def _take_pasted(self) -> bool:
        """A code in the clipboard is what it says it is, wherever it is pasted, as if it had been scanned there."""
        self._replay()
        # Copied from a letter a long code comes in lines.
        self._text = "".join(self._app.clipboard().text().split())
        code, self._text = self._whole(), ""
        if code is None or len(code) > LONGEST or not code.partition(":")[2].isalnum():
            return False
        self.scanned.emit(code)
        return True

    def _is_character(self, event: QKeyEvent) -> bool:
        text = event.text()
        return len(text) == 1 and text.isprintable() and not event.modifiers() & _CHORDS

    def _may_begin(self, text: str) -> bool:
        folded = text.upper().replace(";", ":")
        return any(prefix.startswith(folded) or folded.startswith(prefix) for prefix in self._prefixes)

    def _whole(self) -> str | None:
        folded = self._text.upper().replace(";", ":")
        for prefix in self._prefixes:
            if folded.startswith(prefix) and len(folded) > len(prefix):
                return folded
        return None

    def _hold(self, target: QWidget, event: QKeyEvent) -> bool:
        self._held.append(event.clone())
        self._text += event.text()
        self._target = target
        if len(self._text) > LONGEST:
            self._replay()
            return True
        # "c" typed just before a card is scanned leaves "cCDM1:": hand on the "c", go on with the rest.
        while self._held and not self._may_begin(self._text):
            if len(self._held) == 1:
                # Nothing came before this key: it goes its own way without a copy.
                self._held.clear()
                self._text = ""
                self._timer.stop()
                return False
            self._hand_on([self._held.pop(0)])
            self._text = self._text[1:]
        self._late = False
        self._timer.start(self._patience())
        return True

    def _patience(self) -> int:
        """Milliseconds to wait for the next key of what is held."""
        return INSIDE_MS if self._whole() is not None else self._gap

    def _terminate(self) -> bool:
        code = self._whole()
        if code is None:
            self._replay()
            return False
        self._timer.stop()
        self._held.clear()
        self._text = ""
        self.scanned.emit(code)
        return True

    def _on_pause(self) -> None:
        # After a long paint the rest of the card may still wait in the queue behind this timer.
        if not self._late and self._now() - self._last > 2 * self._patience():
            self._late = True
            self._timer.start(0)
            return
        self._replay()

    def _replay(self) -> None:
        self._timer.stop()
        held, self._held, self._text = self._held, [], ""
        self._hand_on(held)

    def _hand_on(self, events: list[QKeyEvent]) -> None:
        from shiboken6 import isValid

        for event in events:
            target = self._target
            if target is None or not isValid(target):
                target = self._app.focusWidget()
            if target is None:
                return
            self._replaying = True
            try:
                self._app.sendEvent(target, event)
            finally:
                self._replaying = False
