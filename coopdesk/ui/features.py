"""The pages of the window, as data. A page is imported by name, after the first paint."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from coopdesk.assets import IconName
from coopdesk.ui.kit.page import Page

Builder = Callable[..., Page]
"""A page module's ``build(desk, jobs, hub)``."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One page: its name in the program, icon and title on the rail, key, and where it is built."""

    name: str
    icon: IconName
    title: str
    shortcut: str
    loader: str
    """ "package.module:function"."""
    beside: str = ""
    """For a page without a place of its own on the rail: the page it belongs to, which is lit instead."""


FEATURES: tuple[Feature, ...] = (
    Feature("runsheet", "list-checks", "Run sheet", "Ctrl+1", "coopdesk.ui.runsheet.page:build"),
    Feature("speakers", "messages-square", "Speakers", "", "coopdesk.ui.speakers.page:build", beside="runsheet"),
    Feature("door", "door-open", "Door", "Ctrl+2", "coopdesk.ui.door.page:build"),
    Feature("votes", "vote", "Votes", "Ctrl+3", "coopdesk.ui.votes.build:build"),
    Feature("proxies", "user-plus", "Proxies", "", "coopdesk.ui.proxies.page:build", beside="votes"),
    Feature("elections", "user-check", "Elections", "Ctrl+9", "coopdesk.ui.elections.page:build"),
    Feature("members", "users", "Members", "Ctrl+4", "coopdesk.ui.members.page:build"),
    Feature("imports", "import", "Import", "", "coopdesk.ui.imports.page:build", beside="members"),
    Feature("shares", "badge-pound-sterling", "Shares", "Ctrl+5", "coopdesk.ui.shares.page:build"),
    Feature("certificates", "award", "Certificates", "", "coopdesk.ui.certificates.page:build", beside="shares"),
    Feature("cashup", "banknote", "Cash-up", "", "coopdesk.ui.cash_up.page:build", beside="shares"),
    Feature("registers", "notebook-pen", "Registers", "", "coopdesk.ui.registers.page:build", beside="shares"),
    Feature("sharerules", "scale", "Share rules", "", "coopdesk.ui.share_rules.page:build", beside="shares"),
    Feature("minutes", "file-text", "Minutes", "Ctrl+6", "coopdesk.ui.minutes.page:build"),
    Feature("papers", "printer", "Papers", "Ctrl+7", "coopdesk.ui.papers_page.page:build"),
    Feature("setup", "settings", "Set-up", "Ctrl+8", "coopdesk.ui.setup.page:build"),
)


def load(feature: Feature) -> Builder:
    """Import a page's module and find its builder. Slow the first time: called on the store thread.

    Raises:
        ImportError: the module or its builder is not there.
    """
    module, _, name = feature.loader.partition(":")
    builder = getattr(import_module(module), name, None)
    if builder is None:
        raise ImportError(f"{feature.loader} names nothing")
    found: Builder = builder
    return found
