"""The settings of shares in the words of the page: how each is asked, what its values are called, since when."""

from coopdesk.domain.clock import day_words
from coopdesk.domain.share_settings import LONG_AGO, USUAL
from coopdesk.services.share_rules import SettingView, ShareClassView
from coopdesk.services.suspensions import SuspensionView
from coopdesk.ui.kit.forms import FormField
from coopdesk.ui.text import words

Group = tuple[str, tuple[str, ...]]


def groups() -> tuple[Group, ...]:
    """Headings with their settings; settings named nowhere belong under the last."""
    return (
        (
            words("Holding shares"),
            ("withdrawable_limit", "least_age", "holding_classes", "joint_holders", "part_paid"),
        ),
        (
            words("Taking money out"),
            ("withdrawal_notice", "below_minimum", "withdrawals_warning", "on_exit", "secretary_nominee"),
        ),
        (words("What the board decides"), ("board_approves_applications", "board_consents_transfers")),
        (words("Members and the year"), ()),
    )


def value_words(name: str, value: str, shown: str) -> str:
    """A value as the page says it; ``shown`` where the page has no words of its own."""
    told = {
        ("below_minimum", "refuse"): words("refused"),
        ("below_minimum", "ends-membership"): words("ends the membership"),
        ("on_exit", "repay"): words("paid back"),
        ("on_exit", "keep"): words("kept by the society"),
        ("withdrawal_notice", "0 days"): words("none"),
        ("holding_classes", "all"): words("all classes"),
        ("retention", "never"): words("never"),
    }
    return told.get((name, value), shown)


def setting_words(view: SettingView) -> str:
    """The value of a setting."""
    return value_words(view.name, view.value, view.shown)


def since_words(view: SettingView) -> str:
    """Since when it holds, and where it is laid down: "from 6 April 2014, 2014 Act s.24"."""
    if view.source.endswith(USUAL):
        return words("usual, until the society sets it")
    if view.from_day <= LONG_AGO:
        return view.source
    return words("from {}, {}").format(day_words(view.from_day), view.source)


def value_field(view: SettingView, caption: str) -> FormField:
    """The question that asks for a new value."""
    name = view.name
    choices: dict[str, tuple[str, ...]] = {
        "below_minimum": ("refuse", "ends-membership"),
        "on_exit": ("repay", "keep"),
    }
    if view.value in ("yes", "no"):
        choices[name] = ("yes", "no")
    hints = {
        "withdrawable_limit": words("£100,000, or none"),
        "withdrawal_notice": words("13 weeks, 3 months or none"),
        "withdrawals_warning": words("10, or none"),
        "least_age": "16",
        "holding_classes": words("all, or User, Worker"),
        "year_end": words("31 July"),
        "nomination_limit": words("£5,000"),
        "retention": words("10 years, or never"),
        "lapse_after": words("3, or 0 for never"),
    }
    if name in choices:
        offered = tuple((value, value_words(name, value, words(value))) for value in choices[name])
        return FormField("value", caption, choices=offered)
    return FormField("value", caption, hints.get(name, ""))


def typed_value(view: SettingView) -> str:
    """The value as somebody would type it, to begin from."""
    return view.shown if view.shown.startswith("£") else view.value


def class_words(each: ShareClassView) -> str:
    """What a class of shares may do: "withdrawable, not transferable"."""
    said = [
        words("withdrawable") if each.withdrawable else words("not withdrawable"),
        words("transferable") if each.transferable else words("not transferable"),
    ]
    if each.numbered:
        said.append(words("numbered"))
    return ", ".join(said)


def stop_words(stop: SuspensionView) -> str:
    """Who stopped withdrawals since when, and until when: for the banner and the card."""
    if stop.kind == "insolvency":
        said = words("Withdrawals are stopped from {}: the society cannot pay its debts.")
    else:
        said = words("The board has suspended withdrawals from {}.")
    told = said.format(day_words(stop.from_day))
    if stop.until_day is not None:
        told += " " + words("They are paid again after {}.").format(day_words(stop.until_day))
    return f"{told} {stop.words}".strip()


def past_stop_words(stop: SuspensionView) -> str:
    """A suspension in the list of them: "3 March 2026 to 1 May 2026, by the board"."""
    until = words("further notice") if stop.until_day is None else day_words(stop.until_day)
    who = words("insolvency") if stop.kind == "insolvency" else words("by the board")
    return words("{} to {}, {}").format(day_words(stop.from_day), until, who)
