"""10,000 certificates signed and put on record, checked, proved and accounted for, beside bare Ed25519.

In processor time of this thread. Putting on record ends with one act: what was signed is in the file, or none of it.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from coopdesk.domain.certificate_statement import statement_bytes, to_be_signed
from coopdesk.services.certificate_check import check_certificate
from coopdesk.services.certificate_signing import open_certificate_key, sign_certificates, statement_of
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.certificates_account import account_sheet, certificates_account
from coopdesk.services.keys import CERTIFICATES, keys_on_record, new_key, public_part, wrapped_key
from coopdesk.services.society import letterhead
from coopdesk.services.spreadsheets import spreadsheet_bytes
from coopdesk.services.verify import verify
from coopdesk.storage.store import Reader
from tests.bench.acts import desk_on, sample_of
from tests.bench.measure import Figure, against, interleaved, within

COUNT = 10_000
ROUNDS = 3
CHECKS = 300
PASSPHRASE = "seven wet Sundays"
SECOND = 1_000_000_000


def figures(folder: Path) -> Iterator[Figure]:
    """Signing, checking, proving and accounting."""
    desk = desk_on(sample_of(folder, COUNT), "OFF")
    desk.perform(new_key(desk.ask(letterhead), PASSPHRASE, desk.now(), os.urandom, CERTIFICATES))
    key = open_certificate_key(desk.ask(wrapped_key, CERTIFICATES), PASSPHRASE)
    views = desk.ask(all_certificates)
    words = [to_be_signed(statement_bytes(statement_of(view))) for view in views]
    bare = key._private.sign
    variants: dict[str, Callable[[], object]] = {
        "ours": lambda: sign_certificates(key, views),
        "bare": lambda: [bare(each) for each in words],
    }
    samples = interleaved(variants, ROUNDS, time.thread_time_ns)
    yield against("10,000 certificates signed", samples["ours"], samples["bare"], "bare Ed25519", Fraction(4))
    command = sign_certificates(key, views)
    yield _spent("10,000 signatures put on record in one act", 3 * SECOND, lambda: desk.perform(command))
    yield _spent("certificates account of 10,000 to csv", SECOND, lambda: desk.ask(_account, desk.now()))
    with desk.store.reading() as reader:
        public = Ed25519PublicKey.from_public_bytes(public_part(keys_on_record(reader)[-1]))
        codes = iter([certificate_view(reader, number).code for number in range(1, CHECKS + 1)])
        proofs = iter([(bare(each), each) for each in words[:CHECKS]])
        checks: dict[str, Callable[[], object]] = {
            "ours": lambda: check_certificate(reader, next(codes)),
            "bare": lambda: public.verify(*next(proofs)),
        }
        samples = interleaved(checks, CHECKS, time.thread_time_ns)
        yield against(
            "one code checked with the register", samples["ours"], samples["bare"], "bare Ed25519", Fraction(20)
        )
    yield _spent("verify, 10,000 signatures among it", 10 * SECOND, lambda: desk.ask(verify))
    desk.store.close()


def _spent(what: str, limit: int, work: Callable[[], object]) -> Figure:
    start = time.thread_time_ns()
    work()
    return within(what, [time.thread_time_ns() - start], limit)


def _account(reader: Reader, now: datetime) -> bytes:
    return spreadsheet_bytes("csv", account_sheet(certificates_account(reader, now)))
