"""The structure tree: what a paper tells a screen reader (ISO 32000-1 14.7, ISO 14289-1)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from coopdesk.documents.metadata import text_string


@dataclass(eq=False)
class Element:
    """A node of the tree.

    ``tag`` is a standard type ("H1", "P", "Table" ...), ``attributes`` the text of an attribute dictionary,
    ``alternative`` what a figure is described as. Kids are elements, or (page index, marked-content number).
    """

    tag: str
    parent: "Element | None" = None
    attributes: str = ""
    alternative: str = ""
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)


Reserve = Callable[[], int]
"""Reserves an object number."""

Fill = Callable[[int, bytes], None]
"""Gives a reserved object its content."""


def write_tree(
    root: Element, page_elements: list[list[Element]], page_numbers: list[int], reserve: Reserve, fill: Fill
) -> int:
    """Write the tree and the parent tree; returns the number of the structure tree root.

    ``page_elements`` lists, for each page, the owner of each marked-content number; ``page_numbers`` the page objects.
    """
    top = reserve()
    in_order = _in_order(root)
    for element in in_order:
        element.number = reserve()
    for element in in_order:
        fill(element.number, _element(element, top, page_numbers))
    rows = (
        b"%d[%s]" % (index, b" ".join(b"%d 0 R" % owner.number for owner in owners))
        for index, owners in enumerate(page_elements)
    )
    parents = reserve()
    fill(parents, b"<</Nums[" + b"\n".join(rows) + b"]>>")
    fill(
        top,
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        % (root.number, parents, len(page_elements)),
    )
    return top


def _in_order(root: Element) -> list[Element]:
    in_order: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        in_order.append(element)
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
    return in_order


def _element(element: Element, top: int, page_numbers: list[int]) -> bytes:
    first_page = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(b"%d 0 R" % kid.number)
        elif kid[0] == first_page:
            kids.append(b"%d" % kid[1])
        else:
            kids.append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page_numbers[kid[0]], kid[1]))
    parts = [b"<</Type/StructElem/S/%s" % element.tag.encode()]
    parts.append(b"/P %d 0 R" % (element.parent.number if element.parent else top))
    if first_page is not None:
        parts.append(b"/Pg %d 0 R" % page_numbers[first_page])
    if kids:
        parts.append(b"/K[%s]" % b" ".join(kids))
    if element.attributes:
        parts.append(b"/A" + element.attributes.encode())
    if element.alternative:
        parts.append(b"/Alt" + text_string(element.alternative))
    return b"".join(parts) + b">>"
