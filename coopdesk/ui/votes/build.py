"""The Votes page joined to its presenter."""

from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.votes.advance_roll import RollDesk
from coopdesk.ui.votes.page import VotesPage
from coopdesk.ui.votes.presenter import VotesPresenter


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The Votes page with its presenter."""
    page = VotesPage()
    presenter = VotesPresenter(desk, jobs, hub, page)
    presenter.follow(page)
    page.card_entered.connect(presenter.take_card)
    page.cast_requested.connect(presenter.cast)
    page.rest_requested.connect(presenter.cast_rest)
    page.proxies_cast_requested.connect(presenter.cast_proxies)
    page.void_requested.connect(presenter.void)
    page.undo_requested.connect(presenter.undo)
    page.hands_requested.connect(presenter.record_hands)
    page.weigh_requested.connect(presenter.weigh)
    page.paper_entered.connect(presenter.enter_paper)
    page.account_requested.connect(presenter.account_papers)
    page.put_requested.connect(presenter.put)
    page.close_requested.connect(presenter.close_vote)
    page.declare_requested.connect(presenter.declare)
    page.recount_requested.connect(presenter.recount)
    page.written.connect(presenter.write)
    RollDesk(page.forms, presenter)
    page.looked_at.connect(presenter.look_at)
    page.wall.show_requested.connect(presenter.show_on_wall)
    page.wall.blank_requested.connect(presenter.blank_wall)
    page.wall.counts_requested.connect(presenter.show_counts)
    presenter.shown.connect(page.show_votes)
    presenter.held.connect(page.show_card)
    presenter.did.connect(page.show_did)
    presenter.would.connect(page.show_would)
    presenter.wall_changed.connect(page.show_wall)
    presenter.refused.connect(page.show_refusal)
    presenter.read()
    presenter.ask_wall()
    return page
