"""The secretary's own words: Markdown read as paragraphs, lists, headings and emphasis, and as nothing else.

Links are shown with their address, pictures and HTML as they were typed: nothing is ever fetched or embedded, and
nothing that was typed disappears.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

BlockKind = Literal["paragraph", "heading", "item", "quote", "verbatim"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class WordBlock:
    """A paragraph, heading, list item, quotation or verbatim passage; ``lines`` end where the writer ended them.

    ``depth`` counts the lists and quotations it stands in; ``marker`` is "•", "3." or "".
    """

    kind: BlockKind
    lines: tuple[tuple[Words, ...], ...]
    depth: int = 0
    marker: str = ""


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    # html=False leaves tags standing as text. References are off because a definition would vanish from the page.
    return MarkdownIt("commonmark", {"html": False}).disable(["entity", "reference"])


def read_words(markdown: str) -> tuple[WordBlock, ...]:
    """Read Markdown as blocks of words. Every text can be read; what is not Markdown is a paragraph."""
    blocks: list[WordBlock] = []
    lists: list[str] = []
    quotes = 0
    marker = ""
    kind: BlockKind = "paragraph"
    for token in _reader().parse(markdown):
        if token.type == "bullet_list_open":
            lists.append("•")
        elif token.type == "ordered_list_open":
            lists.append("")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            marker = lists[-1] or f"{token.info}{token.markup}"
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.nesting == 1 else -1
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            kind = "heading" if kind == "heading" else "item" if lists else "quote" if quotes else "paragraph"
            blocks.append(WordBlock(kind, _lines(token.children or []), len(lists) + quotes, marker))
            kind, marker = "paragraph", ""
        elif token.type == "hr":
            blocks.append(WordBlock("paragraph", ((Words(token.markup),),), len(lists) + quotes))
        elif token.type in ("fence", "code_block"):
            lines = tuple((Words(line, verbatim=True),) for line in token.content.rstrip("\n").split("\n"))
            blocks.append(WordBlock("verbatim", lines, len(lists) + quotes, marker))
            marker = ""
    return tuple(blocks)


def _lines(tokens: Sequence[Token]) -> tuple[tuple[Words, ...], ...]:
    lines: list[list[Words]] = [[]]
    bold = italic = 0
    address = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            shown = "".join(words.text for words in lines[-1])
            if address and not shown.endswith(address.removeprefix("mailto:")):
                lines[-1].append(Words(f" ({address})", bold > 0, italic > 0))
        elif token.type == "hardbreak":
            lines.append([])
        elif token.type == "image":
            typed = f"![{token.content}]({token.attrs.get('src', '')})"
            lines[-1].append(Words(typed, bold > 0, italic > 0))
        else:
            text = " " if token.type == "softbreak" else token.content
            lines[-1].append(Words(text, bold > 0, italic > 0, token.type == "code_inline"))
    return tuple(tuple(line) for line in lines)
