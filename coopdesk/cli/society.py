"""coopdesk society: make, show and change a society and its rules."""

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, answer, clock_of, session
from coopdesk.cli.sealing import passphrase_of
from coopdesk.domain.clock import day_words, local_day, moment_text
from coopdesk.domain.faults import FileMissing, UnusableInput
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm

if TYPE_CHECKING:
    from coopdesk.services.keys import KeyView


@click.group(name="society")
def command() -> None:
    """Make, show and change a society and its rules."""


@command.command()
@FILE
@click.option("--name", required=True, help="Registered name.")
@click.option("--number", required=True, help="Registration number.")
@click.option("--kind", required=True, type=click.Choice([form.value for form in LegalForm]), help="Legal form.")
@click.option("--office", default="", help="Registered office.")
@click.option("--nominal", default=100, type=NUMBERS, help="Nominal value of a share, in pence.")
@click.option("--rules", type=click.Path(path_type=Path), help="A RULES.toml with parameters that differ from usual.")
@click.pass_context
def new(
    context: click.Context, file: Path, name: str, number: str, kind: str, office: str, nominal: int, rules: Path | None
) -> None:
    """Make a society file."""
    from coopdesk.services.perform import Desk
    from coopdesk.services.society import FoundSociety, preset_rules
    from coopdesk.storage.files import make

    sheet = preset_rules(LegalForm(kind), _read_rules(rules) if rules is not None else {})
    found = FoundSociety(name, number, kind, sheet, office=office, nominal_pence=nominal)
    store = make(file)
    try:
        Desk(store, clock=clock_of(context.obj)).perform(found)
    except BaseException:
        store.close()
        file.unlink(missing_ok=True)
        raise
    store.close()
    answer(context.obj, {"number": number.strip(), "name": name, "file": str(file)}, f"{name} ({number}) is in {file}.")


@command.command()
@FILE
@click.option("--members", default=250, help="How many made-up members.")
@click.option("--seed", default=1, help="The same seed and day give the same society.")
@click.option(
    "--like",
    default="food-co-op",
    help="food-co-op, employee-owned-cic, public-service-mutual, housing-co-op, supporters-trust, community-energy or "
    "nhs-constituencies.",
)
@click.pass_context
def sample(context: click.Context, file: Path, members: int, seed: int, like: str) -> None:
    """Make a made-up society, marked SAMPLE, whose annual meeting is today."""
    from coopdesk.services.sample import make_sample
    from coopdesk.storage.files import make

    store = make(file)
    try:
        make_sample(store, clock_of(context.obj)(), members=members, seed=seed, like=like)
    except BaseException:
        store.close()
        file.unlink(missing_ok=True)
        raise
    store.close()
    answer(context.obj, {"members": members, "file": str(file)}, f"A sample society of {members} members is in {file}.")


@command.command()
@FILE
@click.pass_context
def show(context: click.Context, file: Path) -> None:
    """The society, its rules in words and its meetings."""
    from coopdesk.services.room import meetings_called
    from coopdesk.services.shares import capital_view
    from coopdesk.services.society import society_view

    with session(context, file) as desk:
        view = desk.desk.ask(society_view)
        capital = desk.desk.ask(capital_view)
        meetings = desk.desk.ask(meetings_called)
        head = view.letterhead
        lines = [
            f"{head.name} ({head.number}), {head.legal_form.value}" + (", SAMPLE" if head.sample else ""),
            f"{view.members} members, {capital.shares} shares in issue",
            *(f"{what}: {words}" for what, words in view.rules_in_words),
            *(f"Meeting {meeting.number}: {meeting.title}, {meeting.state}" for meeting in meetings),
        ]
        value = {
            "name": head.name,
            "number": head.number,
            "kind": head.legal_form.value,
            "office": head.office,
            "nominal_pence": head.nominal_pence,
            "sample": head.sample,
            "members": view.members,
            "shares": capital.shares,
            "capital_pence": capital.pence,
            "meetings": [{"number": each.number, "title": each.title, "state": each.state} for each in meetings],
        }
        desk.answer(value, *lines)


@command.command()
@FILE
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A parameter, such as casting_vote=yes.")
@click.pass_context
def rules(context: click.Context, file: Path, settings: tuple[str, ...]) -> None:
    """Show the rule sheet, or change parameters of it."""
    from coopdesk.domain.rules import describe, to_plain, warnings
    from coopdesk.services.society import changed_rules, rules_now

    with session(context, file) as desk:
        if settings:
            desk.desk.perform(desk.desk.ask(changed_rules, dict(_pair(each) for each in settings)))
        sheet = desk.desk.ask(rules_now)
        notes = [f"Take note: {words}" for words in warnings(sheet)]
        value = {**to_plain(sheet), "warnings": list(warnings(sheet))}
        desk.answer(value, *(f"{what}: {words}" for what, words in describe(sheet)), *notes)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise NotUnderstood("A rule", text, "write it as KEY=VALUE")
    # "majority[rule-change]=over=..." does not occur; the first "=" parts name and value.
    return key.strip(), value.strip()


def _read_rules(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as stream:
            given = tomllib.load(stream)
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableInput(f"{path.name} cannot be read as rules: {error}. Nothing was made.") from error
    return dict(_flat(given, ""))


def _flat(given: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    """Tables become dotted names: [majority] rule-change = "two-thirds" is majority.rule-change."""
    found: list[tuple[str, str]] = []
    for key, value in given.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            found += _flat(value, name)
        elif isinstance(value, bool):
            found.append((name, "yes" if value else "no"))
        elif isinstance(value, list):
            found.append((name, ", ".join(str(each) for each in value)))
        else:
            found.append((name, str(value)))
    return found


@command.command()
@FILE
@click.argument("verb", metavar="new|show", type=click.Choice(["new", "show"]))
@click.pass_context
def key(context: click.Context, file: Path, verb: str) -> None:
    """The keys that seal papers and sign share certificates: make new ones (--passphrase-file P), or show them all."""
    from coopdesk.services.keys import CERTIFICATES, SEALS, keys_on_record, new_key
    from coopdesk.services.society import letterhead

    with session(context, file) as desk:
        if verb == "new":
            passphrase = passphrase_of(desk.settings)
            if passphrase is None:
                raise UnusableInput("A new key needs a passphrase: add --passphrase-file P. No key was made.")
            society = desk.desk.ask(letterhead)
            for made in [new_key(society, passphrase, desk.now, os.urandom, each) for each in (SEALS, CERTIFICATES)]:
                desk.desk.perform(made)
        known = desk.desk.ask(keys_on_record)
        lines = [_key_line(each) for each in known] or ["The society has no signing key; papers are made unsealed."]
        if verb == "new":
            lines = [*lines[-2:], "Keep the passphrase where the next secretary finds it: nothing can bring it back."]
        value = {
            "keys": [_key_facts(each) for each in known if each.algorithm == SEALS],
            "certificate_keys": [_key_facts(each) for each in known if each.algorithm == CERTIFICATES],
        }
        desk.answer(value, *lines)


def _key_facts(key: "KeyView") -> dict[str, str | None]:
    from coopdesk.services.keys import CERTIFICATES, public_part

    facts = {
        "fingerprint": key.fingerprint,
        "made": moment_text(key.made),
        "replaced": moment_text(key.replaced) if key.replaced else None,
    }
    return {**facts, "public": public_part(key).hex()} if key.algorithm == CERTIFICATES else facts


def _key_line(key: "KeyView") -> str:
    until = f", replaced on {day_words(local_day(key.replaced))}" if key.replaced else ", in use now"
    return f"Key for {key.purpose} {key.grouped()}, made on {day_words(local_day(key.made))}{until}."
