"""The minutes with what is being typed in place, before it is saved."""

from dataclasses import replace

from coopdesk.services.minutes_view import Block, MinutesSection, MinutesView, OwnWords, Recorded


def own_words(section: MinutesSection) -> str:
    """The secretary's words of a part, "" where there are none yet."""
    return next((block.markdown for block in section.blocks if isinstance(block, OwnWords)), "")


def split(section: MinutesSection) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The facts above the secretary's words and those below, a discussion standing before its resolution."""
    for at, block in enumerate(section.blocks):
        if isinstance(block, OwnWords):
            return section.blocks[:at], section.blocks[at + 1 :]
    at = next((at for at, block in enumerate(section.blocks) if not isinstance(block, Recorded)), len(section.blocks))
    return section.blocks[:at], section.blocks[at:]


def with_words(view: MinutesView, key: str, typed: str) -> MinutesView:
    """The minutes as they would be with these words in one part."""
    sections = tuple(_with(each, typed) if each.key == key else each for each in view.sections)
    return replace(view, sections=sections)


def _with(section: MinutesSection, typed: str) -> MinutesSection:
    above, below = split(section)
    own: tuple[Block, ...] = (OwnWords(typed),) if typed.strip() else ()
    return replace(section, blocks=(*above, *own, *below), needs_words=section.needs_words and not typed.strip())


def wanting(view: MinutesView) -> tuple[MinutesSection, ...]:
    """The parts that still need the secretary's words, in order."""
    return tuple(section for section in view.sections if section.needs_words)


def next_wanting(view: MinutesView, key: str) -> MinutesSection | None:
    """The part after this one that needs words; round to the first; None when none does."""
    keys = [section.key for section in view.sections]
    at = keys.index(key) if key in keys else -1
    later = [section for section in view.sections[at + 1 :] if section.needs_words]
    earlier = [section for section in view.sections[: at + 1] if section.needs_words and section.key != key]
    return next(iter((*later, *earlier)), None)
