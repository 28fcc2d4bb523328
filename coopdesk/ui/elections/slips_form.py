"""What slips to print: their form, their size, how many; what does not fit is said while it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from coopdesk.services.election_class_boxes import ClassAccount
from coopdesk.services.election_slips import BOXES, GRID, slips_wanted
from coopdesk.services.election_view import Election
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.text import words

LARGE, TRIAL = "large", "trial"
"""Slips in large type, and the sheet to try a scanner with."""
FEW = 10
"""Slips made one by one, for somebody who waits, are known to be theirs; among so many they are not."""


@dataclass(frozen=True, slots=True)
class SlipWish:
    """Which slips are wanted; ``form`` is "" where there is no choice, ``many`` 0 for a test sheet."""

    form: str
    large: bool
    many: int
    class_name: str = ""
    """The class they are for, where classes do not weigh the same."""

    @property
    def trial(self) -> bool:
        """Only the sheet to try a scanner with."""
        return self.many == 0


class SlipsForm(InlineForm):
    """``changed(SlipWish)``: something else would be printed; whoever knows says whether it fits."""

    changed = Signal(object)

    def __init__(self, election: Election, printed: int, classes: Sequence[ClassAccount] = ()) -> None:
        self._printed = printed
        self._suggested = {"": slips_wanted(election.electors, printed)}
        self._suggested |= {each.name: slips_wanted(each.electors, each.printed) for each in classes}
        kinds = (("", words("Slips")), (TRIAL, words("A test sheet for the scanner")))
        sizes = (("", words("Ordinary type")), (LARGE, words("Large type, one on a sheet")))
        fields = [
            FormField("kind", words("What to print"), choices=kinds),
            FormField("many", words("How many"), str(self._suggested[classes[0].name if classes else ""])),
            FormField("size", words("Size"), choices=sizes),
        ]
        if election.rule.by_preference and not printed:
            forms = (
                (BOXES, words("For each name; people read")),
                (GRID, words("For each choice; a scanner reads")),
            )
            fields.append(FormField("form", words("Boxes"), choices=forms))
        if classes:
            boxes = tuple((each.name, each.name) for each in classes)
            fields.insert(1, FormField("box", words("For members of class"), choices=boxes))
        super().__init__(words("Print slips"), words("Save as PDF"), fields, icon="printer")
        for name in ("kind", "size", "form"):
            if self.has_field(name):
                picker = self.field(name)
                assert isinstance(picker, Picker)
                picker.currentIndexChanged.connect(self._on_changed)
        if classes:
            box = self.field("box")
            assert isinstance(box, Picker)
            box.currentIndexChanged.connect(self._on_class)
        self._many.textEdited.connect(self._on_typed)

    def begin(self, values: Mapping[str, str] | None = None) -> None:
        """Ready to be sent as it stands: slips for everybody who may vote and a tenth more."""
        super().begin(values)
        if not (values or {}).get("many"):
            self._suggest()
        self._on_changed()

    def _suggest(self) -> None:
        self._many.setText(str(self._suggested[self.values().get("box", "")]))

    def _on_class(self, _at: int) -> None:
        self._suggest()
        self._on_changed()

    def wish(self) -> SlipWish | None:
        """What is asked for now; None where the number is none."""
        values = self.values()
        many = values["many"]
        if values["kind"] == TRIAL:
            many = "0"
        elif not many.isdecimal() or not int(many[:6]):
            return None
        return SlipWish(values.get("form", ""), values["size"] == LARGE, int(many[:6]), values.get("box", ""))

    @property
    def _many(self) -> QLineEdit:
        field = self.field("many")
        assert isinstance(field, QLineEdit)
        return field

    def show_sheets(self, wish: SlipWish, sheets: str) -> None:
        """What such slips take, "44 slips on 22 sheets of A4."; an answer to an earlier wish is let go."""
        if wish != self.wish():
            return
        said = [sheets]
        if self._printed:
            said.append(words("{} were made before; these come on top.").format(f"{self._printed:,}"))
        if self._printed and 0 < wish.many < FEW:
            said.append(words("So few would tell whose they are: print {}, and mix them into the stack.").format(FEW))
        if not wish.trial:
            said.append(
                words("Each has a random code tied to nobody: shuffle the stack before the first is handed out.")
            )
        self.set_title(words("Print slips"), " ".join(said))

    def _on_typed(self, _text: str) -> None:
        self._on_changed()

    def _on_changed(self, _at: int = 0) -> None:
        self._many.setEnabled(self.values()["kind"] != TRIAL)
        self.refuse("")
        self.set_title(words("Print slips"), "")
        wish = self.wish()
        if wish is not None:
            self.changed.emit(wish)
