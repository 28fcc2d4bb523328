"""The nominees of a nomination, a row for each: name, part, what they are to the member, and whether they serve."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from coopdesk.domain.nominations import MOST_NOMINEES, Nominee, Relationship, read_part
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.text import words


def _relations() -> tuple[tuple[str, str], ...]:
    told = {
        Relationship.OTHER: words("No relative the Act names"),
        Relationship.SPOUSE: words("Husband or wife"),
        Relationship.CIVIL_PARTNER: words("Civil partner"),
        Relationship.PARENT: words("Parent"),
        Relationship.CHILD: words("Child"),
        Relationship.BROTHER_OR_SISTER: words("Brother or sister"),
        Relationship.NEPHEW_OR_NIECE: words("Nephew or niece"),
    }
    return tuple((relation.value, said) for relation, said in told.items())


class _NomineeRow:
    """The fields of one nominee."""

    def __init__(self, number: int) -> None:
        self.name, self.part = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(words("Full name"))
        self.name.setAccessibleName(words("Name of nominee {}").format(number))
        self.part.setPlaceholderText(words("all, 1/2, 50%"))
        self.part.setAccessibleName(words("Part of nominee {}").format(number))
        self.relation = Picker(words("What nominee {} is to the member").format(number), _relations())
        keep_narrow(self.relation)
        self.officer = Picker(
            words("Whether nominee {} serves the society").format(number),
            (("no", words("No")), ("yes", words("Officer or employee"))),
        )
        keep_narrow(self.officer)

    def widgets(self) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        return (self.name, self.part, self.relation, self.officer)

    def nominee(self) -> Nominee | None:
        """Who is named, or None for a row left empty.

        Raises:
            NotUnderstood: the part is none.
        """
        name = self.name.text().strip()
        if not name and not self.part.text().strip():
            return None
        return Nominee(
            name, read_part(self.part.text()), Relationship(self.relation.value()), self.officer.value() == "yes"
        )


class NomineeRows(QWidget):
    """Rows that grow; ``nominees()`` reads them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_NomineeRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        for place, (caption, share) in enumerate(
            ((words("Nominee"), 5), (words("Part"), 3), (words("To the member"), 4), (words("Serves the society"), 4))
        ):
            self._grid.addWidget(label(caption, "small-strong"), 0, place)
            self._grid.setColumnStretch(place, share)
        self.another = Button(words("Another nominee"), icon="plus", key="Alt N", kind="ghost", height=32)
        self.another.clicked.connect(self._on_another)
        whole: QVBoxLayout = column(self._grid, gap=6)
        self.setLayout(whole)
        # The Tab key stops in the order in which things are put in: the first row before the button.
        self._add()
        whole.addLayout(row(self.another, Grow()))

    def clear(self) -> None:
        """One empty row: the first stays, for it has its place among the stops of the Tab key."""
        for each in self._rows[1:]:
            for widget in each.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        del self._rows[1:]
        first = self._rows[0]
        first.name.clear()
        first.part.clear()
        first.relation.choose(Relationship.OTHER.value)
        first.officer.choose("no")
        self.another.show()

    def nominees(self) -> tuple[Nominee, ...]:
        """Those named.

        Raises:
            NotUnderstood: a part that is none.
        """
        found = [each.nominee() for each in self._rows]
        return tuple(nominee for nominee in found if nominee is not None)

    def name(self, at: int) -> QLineEdit:
        """The name field of a row."""
        return self._rows[at].name

    def _add(self) -> None:
        made = _NomineeRow(len(self._rows) + 1)
        before: QWidget | None = self._rows[-1].officer if self._rows else None
        self._rows.append(made)
        for place, widget in enumerate(made.widgets()):
            self._grid.addWidget(widget, len(self._rows), place)
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def _on_another(self) -> None:
        self._add()
        QWidget.setTabOrder(self._rows[-1].officer, self.another)
        self.another.setVisible(len(self._rows) < MOST_NOMINEES)
        self._rows[-1].name.setFocus()
