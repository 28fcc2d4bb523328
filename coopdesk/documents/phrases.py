"""Words of legal papers in English: numbers in words, plurals.

They are not the window's words: a paper's language is the society's, whatever language its operator reads.
"""

from datetime import datetime

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES = [*"no one two three four five six seven eight nine".split(), *_TEENS.split()]  # read as words
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))


def number_words(number: int) -> str:
    """A count in words: 25 is "twenty-five", 1250 "one thousand two hundred and fifty", 0 "no".

    Raises:
        ValueError: the number is negative or beyond the billions.
    """
    if not 0 <= number < 1_000_000_000_000:
        raise ValueError(f"no words for {number}")
    for scale, name in _SCALES:
        if number >= scale:
            whole, rest = divmod(number, scale)
            said = f"{number_words(whole)} {name}"
            if not rest:
                return said
            return f"{said} {number_words(rest)}" if rest >= 100 else f"{said} and {number_words(rest)}"
    if number >= 100:
        whole, rest = divmod(number, 100)
        return f"{_ONES[whole]} hundred" + (f" and {number_words(rest)}" if rest else "")
    if number >= 20:
        whole, rest = divmod(number, 10)
        return _TENS[whole] + (f"-{_ONES[rest]}" if rest else "")
    return _ONES[number]


def counted(number: int, one: str, many: str) -> str:
    """ "1 vote", "2 votes", "1,250 votes"."""
    return f"{number:,} {one if number == 1 else many}"


def time_words(moment: datetime) -> str:
    """An hour of the day, already local, as a notice says it: "7 pm", "10.30 am", "noon"."""
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "noon" if moment.hour else "midnight"
    minutes = f".{moment.minute:02d}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes} {'am' if moment.hour < 12 else 'pm'}"
