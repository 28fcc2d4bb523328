"""The archive profile over reportlab: PDF/A-2 level A and PDF/UA-1 in one pass, without post-processing.

Papers are drawn on reportlab's canvas. Added here: marked content and the structure tree, our own fonts, forms, the
output intent, XMP, and a file of packed objects in place of reportlab's (``object_file`` says why).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from reportlab.pdfgen.canvas import Canvas

from coopdesk.assets import resource_path
from coopdesk.documents.attachment import Attachment, write_attachments
from coopdesk.documents.embed import DocumentFonts
from coopdesk.documents.metadata import Description, info_dictionary, text_string, xmp
from coopdesk.documents.object_file import ObjectFile
from coopdesk.documents.outline import write_outline
from coopdesk.documents.structure import Element, StructureTree


class ArchiveCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A reportlab canvas whose pages are tagged and whose file keeps the archive rules."""

    _code: list[str]
    """reportlab's own record of what was drawn since the sheet was opened."""

    def __init__(self, size: tuple[float, float], description: Description) -> None:
        super().__init__(io.BytesIO(), pagesize=size, pageCompression=0, invariant=1)
        self._description = description
        self.fonts = DocumentFonts()
        self._file = ObjectFile()
        self._page_tree = self._file.reserve()
        self._font_table = self._file.reserve()
        self._forms: dict[str, int] = {}
        self._page_numbers: list[int] = []
        self._links: list[int] = []
        self._bookmarks: list[tuple[str, int]] = []
        self._attachments: list[Attachment] = []
        self.tree = StructureTree(self._file)
        self._within = [self.tree.root]
        self._marking = 0
        self._begin_page()

    def draw(self, operators: str) -> None:
        """Put operators on the page (or into the form being drawn)."""
        self._code.append(operators)

    # -- structure -------------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: str = "", alternative: str = "") -> Element:
        """A new element where drawing is now."""
        return self.tree.open(tag, self._within[-1], attributes, alternative)

    def go_within(self, element: Element) -> None:
        """Elements opened from now on belong to the element, until ``leave``."""
        self._within.append(element)

    def leave(self) -> None:
        """End what ``go_within`` began."""
        self._within.pop()

    def blank(self, tag: str, attributes: str = "") -> None:
        """An element with nothing in it where drawing is now."""
        self.tree.blank(tag, self._within[-1], attributes)

    @contextmanager
    def recorded(self) -> Iterator[list[str]]:
        """What is drawn here goes into the list that is handed out, and not on the page."""
        page_code, self._code = self._code, []
        self._marking += 1
        try:
            yield self._code
        finally:
            self._code = page_code
            self._marking -= 1

    @property
    def is_marking(self) -> bool:
        """Whether what is drawn now is already content of something."""
        return self._marking > 0

    def begin(self, element: Element | None) -> None:
        """What is drawn until ``end`` is content of the element, or furniture where there is none.

        Marked content does not nest here: what is drawn inside a figure is the figure's.
        """
        if not self._marking:
            if element is None:
                self.draw("/Artifact BMC")
            else:
                self.draw(f"/{element.tag} <</MCID {self.tree.mark(element)}>> BDC")
        self._marking += 1

    def end(self) -> None:
        """End what ``begin`` began."""
        self._marking -= 1
        if not self._marking:
            self.draw("EMC")

    def link(self, element: Element, box: tuple[float, float, float, float], address: str) -> None:
        """Make an area of the page (points) a link, told to a screen reader by the element."""
        number = self._file.reserve()
        key = self.tree.link(element, number)
        target = quote(address, safe="%/:=&?~#+!$,;'@()*[]").replace("(", "%28").replace(")", "%29")
        edges = " ".join(f"{edge:.2f}" for edge in box)
        self._file.write(
            number,
            # /F 4 prints (ISO 19005-2 6.3.2); /Contents and /StructParent tell it (ISO 14289-1 7.18).
            f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4/StructParent {key}"
            f"/A<</S/URI/URI({target})>>/Contents".encode()
            + text_string(f"Link to {address}")
            + b">>",
        )
        self._links.append(number)

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """What is drawn here is drawn once for the document, and placed with ``doForm``; letters and digits only."""
        with self.recorded() as drawn:
            yield
        width, height = self._pagesize
        self._forms[name] = self._file.add(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<</Font %d 0 R>>>>"
            % (width, height, self._font_table),
            "\n".join(drawn).encode("ascii"),
        )

    def photograph(self, name: str, jpeg: bytes, dots: tuple[int, int]) -> None:
        """Keep a JPEG in red, green and blue in the file once, under a name for ``doForm``."""
        if name in self._forms:
            return
        head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB" % dots
        self._forms[name] = self._file.add(head + b"/BitsPerComponent 8/Filter/DCTDecode>>", jpeg, compress=False)

    # -- pages and file --------------------------------------------------------------------------------------------

    def _begin_page(self) -> None:
        self._page_numbers.append(self._file.reserve())
        self.tree.begin_page(self._page_numbers[-1])

    def bookmark(self, title: str) -> None:
        """Name the page being drawn in the outline."""
        self._bookmarks.append((title, self._page_numbers[-1]))

    def attach(self, attachment: Attachment) -> None:
        """Put a file into the file; the paper is then PDF/A-3, which allows that."""
        self._attachments.append(attachment)

    def next_page(self) -> None:
        """Close the page and begin another."""
        self.showPage()
        self._begin_page()

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """Write the page at once, where reportlab would hold it until the end."""
        content = self._file.add(b"<<>>", "\n".join(self._code).encode("ascii"))
        placed = "".join(
            f"/{self._doc.getXObjectName(name)} {self._forms[name]} 0 R" for name in dict.fromkeys(self._formsinuse)
        )
        links = " ".join(f"{number} 0 R" for number in self._links)
        annotations = f"/Annots[{links}]" if links else ""
        self._links = []
        width, height = self._pagesize
        self._file.write(
            self._page_numbers[-1],
            f"<</Type/Page/Parent {self._page_tree} 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {content} 0 R"
            f"/Resources<</Font {self._font_table} 0 R/XObject<<{placed}>>>>"
            f"{annotations}/StructParents {self.tree.page_index}/Tabs/S>>".encode(),
        )
        self._startPage()

    def finish(self) -> bytes:
        """Close the last page and return the file. The same content and date give the same bytes."""
        self.showPage()
        file = self._file
        kids = b" ".join(b"%d 0 R" % page for page in self._page_numbers)
        file.write(self._page_tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._page_numbers), kids))
        fonts = "".join(f"/{name} {number} 0 R" for name, number in self.fonts.embed(file.add).items())
        file.write(self._font_table, f"<<{fonts}>>".encode())
        structure = self.tree.finish()
        return file.close(self._catalog(structure), file.add(info_dictionary(self._description)))

    def _catalog(self, structure: int) -> int:
        file = self._file
        part = 3 if self._attachments else 2
        extras = write_outline(file, self._bookmarks) + write_attachments(file, self._attachments)
        # Metadata stays readable without unpacking (ISO 19005-2 6.6.2.1).
        metadata = file.add(b"<</Type/Metadata/Subtype/XML>>", xmp(self._description, part), compress=False)
        profile = file.add(b"<</N 3>>", resource_path("colour", "sRGB.icc").read_bytes())
        return file.add(
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R/Lang %b"
            b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
            b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]%b>>"
            % (self._page_tree, structure, metadata, text_string(self._description.language), profile, extras)
        )
