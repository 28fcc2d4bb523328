"""The archive profile over reportlab: PDF/A-2 level A and PDF/UA-1 in one pass, without post-processing.

reportlab keeps the pages and writes the cross-reference table. Added here: the output intent, XMP, marked content, the
structure tree, forms, our own fonts, and streams that end as the archive rules ask (ISO 19005-2 6.1.7.1).
"""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from coopdesk.assets import resource_path
from coopdesk.documents.embed import DocumentFonts
from coopdesk.documents.metadata import Description, info_dictionary, xmp
from coopdesk.documents.structure import Element, write_tree


class _RawObject(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object given as bytes, with a stream where it has data."""

    __RefOnly__ = 1

    def __init__(self, dictionary: bytes, data: bytes | None = None, compress: bool = True) -> None:
        self.dictionary = dictionary
        self.data = zlib.compress(data) if compress and data is not None else data
        self.filter = b"/Filter/FlateDecode" if compress else b""

    def format(self, _document: object) -> bytes:
        """The object as it stands in the file."""
        if self.data is None:
            return self.dictionary
        opened = self.dictionary.removesuffix(b">>") + self.filter
        return opened + b"/Length %d>>\nstream\n" % len(self.data) + self.data + b"\nendstream"


class _Information(pdfdoc.PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The Info dictionary; reportlab's own writes dates and keywords nobody gave."""

    def __init__(self, description: Description) -> None:
        super().__init__()
        self.title, self.author = description.title, description.author
        self._content = info_dictionary(description)

    def format(self, _document: object) -> bytes:
        """The object as it stands in the file."""
        return self._content


class ArchiveCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A reportlab canvas whose pages are tagged and whose file keeps the archive rules."""

    _code: list[str]
    """reportlab's own record of what was drawn since the sheet was opened."""

    def __init__(self, size: tuple[float, float], description: Description) -> None:
        self._output = io.BytesIO()
        super().__init__(
            self._output,
            pagesize=size,
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
            lang=description.language,
        )
        self.fonts = DocumentFonts()
        self.tree = Element("Document")
        self._open = [self.tree]
        self._page_elements: list[list[Element]] = []
        self._marked: list[Element] = []
        self._marking = 0
        self._describe(description)

    def _make_preamble(self) -> None:
        # reportlab's own preamble names Helvetica, which is not embedded and so not allowed.
        self._preamble = "1 0 0 1 0 0 cm"

    def _describe(self, description: Description) -> None:
        document = self._doc
        document.info = _Information(description)
        catalog = document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.__Refs__ = catalog.__NoDefault__
        # Metadata stays readable without unpacking (ISO 19005-2 6.6.2.1).
        catalog.Metadata = _RawObject(b"<</Type/Metadata/Subtype/XML>>", xmp(description), compress=False)
        profile = self.add_object(b"<</N 3>>", resource_path("colour", "sRGB.icc").read_bytes())
        catalog.OutputIntents = _RawObject(
            b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]" % profile
        )
        catalog.MarkInfo = _RawObject(b"<</Marked true>>")
        catalog.ViewerPreferences = _RawObject(b"<</DisplayDocTitle true>>")

    # -- objects ---------------------------------------------------------------------------------------------------

    def add_object(self, dictionary: bytes, data: bytes | None = None) -> int:
        """Add an object (with a stream, compressed, where there is data) and return its number."""
        return self._number_of(self._doc.Reference(_RawObject(dictionary, data)))

    def _number_of(self, reference: Any) -> int:
        return int(self._doc.idToObjectNumberAndVersion[reference.name][0])

    def draw(self, operators: str) -> None:
        """Put operators on the page (or into the form being drawn)."""
        self._code.append(operators)

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """What is drawn here is drawn once for the document, and placed with ``doForm``; letters and digits only."""
        page_code, self._code = self._code, []
        self._marking += 1
        try:
            yield
            drawn = "\n".join(self._code)
        finally:
            self._code = page_code
            self._marking -= 1
        fonts = self._doc.idToObjectNumberAndVersion["BasicFonts"][0]
        width, height = self._pagesize
        dictionary = f"<</Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]/Resources<</Font {fonts} 0 R>>>>"
        self._doc.Reference(_RawObject(dictionary.encode(), drawn.encode("ascii")), pdfdoc.xObjectName(name))

    # -- structure -------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Element:
        """The element that new content and new elements belong to."""
        return self._open[-1]

    @contextmanager
    def within(self, element: Element) -> Iterator[Element]:
        """What is drawn or opened here belongs to the element."""
        self._open.append(element)
        try:
            yield element
        finally:
            self._open.pop()

    @contextmanager
    def content(self, element: Element | None = None) -> Iterator[None]:
        """What is drawn here is content of the element (or of the current one)."""
        owner = element or self.current
        number = len(self._marked)
        with self._marked_as(f"/{owner.tag} <</MCID {number}>> BDC") as outermost:
            if outermost:
                self._marked.append(owner)
                owner.kids.append((len(self._page_elements), number))
            yield

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn here is decoration or page furniture: a screen reader passes over it."""
        with self._marked_as("/Artifact BMC"):
            yield

    @contextmanager
    def _marked_as(self, opening: str) -> Iterator[bool]:
        # Marked content does not nest here: a figure's inner text is the figure's.
        outermost = not self._marking
        if outermost:
            self.draw(opening)
        self._marking += 1
        try:
            yield outermost
        finally:
            self._marking -= 1
            if outermost:
                self.draw("EMC")

    # -- pages and file --------------------------------------------------------------------------------------------

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """Close the page."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._page_elements)
        page.Tabs = pdfdoc.PDFName("S")
        drawn = page.stream.encode("ascii")
        # Packed at once: a book of certificates would otherwise stand in memory in full until the end.
        page.Contents = _RawObject(b"<<>>", drawn)
        page.stream = None
        self._doc.updateSignature(drawn)
        self._page_elements.append(self._marked)
        self._marked = []

    def finish(self) -> bytes:
        """Write the file. The same content and date give the same bytes."""
        fonts = self._doc.idToObject["BasicFonts"].dict
        for resource, number in self.fonts.embed(self.add_object).items():
            fonts[resource] = f"{number} 0 R"
        self._write_structure()
        self.save()
        return self._output.getvalue()

    def _write_structure(self) -> None:
        document = self._doc
        reserved: dict[int, _RawObject] = {}

        def reserve() -> int:
            raw = _RawObject(b"")
            number = self._number_of(document.Reference(raw))
            reserved[number] = raw
            return number

        def fill(number: int, content: bytes) -> None:
            reserved[number].dictionary = content

        pages = [self._number_of(document.Reference(page)) for page in document.Pages.pages]
        top = write_tree(self.tree, self._page_elements, pages, reserve, fill)
        document.Catalog.StructTreeRoot = reserved[top]
