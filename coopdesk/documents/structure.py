"""The structure tree: what a paper tells a screen reader (ISO 32000-1 14.7, ISO 14289-1)."""

from dataclasses import dataclass, field

from coopdesk.documents.metadata import text_string
from coopdesk.documents.object_file import ObjectFile

_FIRST_LINK_KEY = 10_000_000
"""Where links stand in the parent tree: after every page, whose keys count from 0."""


@dataclass(frozen=True, slots=True)
class LinkKid:
    """A link annotation as the kid of its element."""

    page: int
    annotation: int


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree while it is open.

    ``tag`` is a standard type ("H1", "P", "Table" ...), ``attributes`` the text of an attribute dictionary,
    ``alternative`` what a figure is described as. Kids are numbers of elements, (page index, marked-content number), or
    links.
    """

    tag: str
    number: int
    parent: int
    attributes: str = ""
    alternative: str = ""
    kids: list[int | tuple[int, int] | LinkKid] = field(default_factory=list)
    is_open: bool = True


class StructureTree:
    """The elements of one document. A closed element is written at once and takes no more kids."""

    def __init__(self, file: ObjectFile) -> None:
        self._file = file
        self.number = file.reserve()
        self._open: dict[int, Element] = {}
        self._pages: list[int] = []
        self._owners: list[list[int]] = []
        self._links: list[int] = []
        self.root = Element("Document", file.reserve(), self.number)
        self._open[self.root.number] = self.root

    def begin_page(self, page: int) -> None:
        """What is marked from now on stands on that page object."""
        self._pages.append(page)
        self._owners.append([])

    @property
    def page_index(self) -> int:
        """The key of the current page in the parent tree."""
        return len(self._pages) - 1

    def open(self, tag: str, parent: Element, attributes: str = "", alternative: str = "") -> Element:
        """A new element, last among the parent's kids.

        Raises:
            ValueError: the parent is closed.
        """
        if not parent.is_open:
            raise ValueError(f"{tag} was opened in a {parent.tag} that is closed")
        element = Element(tag, self._file.reserve(), parent.number, attributes, alternative)
        parent.kids.append(element.number)
        self._open[element.number] = element
        return element

    def mark(self, element: Element) -> int:
        """The number for the next marked content on this page, owned by the element.

        Raises:
            ValueError: the element is closed.
        """
        if not element.is_open:
            raise ValueError(f"content was drawn in a {element.tag} that is closed")
        owners = self._owners[-1]
        owners.append(element.number)
        number = len(owners) - 1
        element.kids.append((self.page_index, number))
        return number

    def link(self, element: Element, annotation: int) -> int:
        """Make a link annotation on this page a kid of the element; returns its key in the parent tree."""
        element.kids.append(LinkKid(self._pages[-1], annotation))
        self._links.append(element.number)
        return _FIRST_LINK_KEY + len(self._links) - 1

    def blank(self, tag: str, parent: Element, attributes: str = "") -> None:
        """An element with nothing in it, last among the parent's kids: an empty cell."""
        number = self._file.reserve()
        parent.kids.append(number)
        told = b"/A" + attributes.encode() if attributes else b""
        self._file.write(number, b"<</Type/StructElem/S/%b/P %d 0 R%b>>" % (tag.encode(), parent.number, told))

    def close(self, element: Element) -> None:
        """Write the element."""
        self._file.write(element.number, self._written(element))
        element.is_open = False
        element.kids = []
        del self._open[element.number]

    def finish(self) -> int:
        """Write what is still open, the parent tree and the root; returns the root's number."""
        for element in list(self._open.values()):
            self.close(element)
        rows = [
            b"%d[%b]" % (index, b" ".join(b"%d 0 R" % owner for owner in owners))
            for index, owners in enumerate(self._owners)
        ]
        rows += [b"%d %d 0 R" % (_FIRST_LINK_KEY + place, owner) for place, owner in enumerate(self._links)]
        parents = self._file.add(b"<</Nums[" + b"\n".join(rows) + b"]>>")
        self._file.write(
            self.number,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self.root.number, parents, _FIRST_LINK_KEY + len(self._links)),
        )
        return self.number

    def _written(self, element: Element) -> bytes:
        if len(element.kids) == 1 and isinstance(element.kids[0], tuple) and not element.alternative:
            # Most elements by far: one paragraph or cell on one page.
            page, number = element.kids[0]
            told = b"/A" + element.attributes.encode() if element.attributes else b""
            return b"<</Type/StructElem/S/%b/P %d 0 R/Pg %d 0 R/K[%d]%b>>" % (
                element.tag.encode(),
                element.parent,
                self._pages[page],
                number,
                told,
            )
        first_page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        parts = [b"<</Type/StructElem/S/%b/P %d 0 R" % (element.tag.encode(), element.parent)]
        if first_page is not None:
            parts.append(b"/Pg %d 0 R" % self._pages[first_page])
        if element.kids:
            parts.append(b"/K[%b]" % b" ".join(self._kid(kid, first_page) for kid in element.kids))
        if element.attributes:
            parts.append(b"/A" + element.attributes.encode())
        if element.alternative:
            parts.append(b"/Alt" + text_string(element.alternative))
        return b"".join(parts) + b">>"

    def _kid(self, kid: int | tuple[int, int] | LinkKid, first_page: int | None) -> bytes:
        if isinstance(kid, int):
            return b"%d 0 R" % kid
        if isinstance(kid, LinkKid):
            return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid.annotation, kid.page)
        page, number = kid
        if page == first_page:
            return b"%d" % number
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._pages[page], number)
