"""python -m tests.bench.certificates COUNT: certificates into one file; processor time, QR encoding and peak memory."""

import sys
import time

from coopdesk.documents import qr
from coopdesk.documents.certificate import certificate_pdf
from tests.bench.paper_people import certificates
from tests.bench.processes import peak, tell


def main(count: int) -> None:
    """Write them, every code different, as a society does once; then encode the same codes alone."""
    views = certificates(count, codes=count)
    start = time.process_time_ns()
    size = len(certificate_pdf(views))
    spent = time.process_time_ns() - start
    most = peak()
    start = time.process_time_ns()
    for view in views:
        qr.modules(view.code)
    encoding = time.process_time_ns() - start
    tell({"file": [spent], "encoding": [encoding], "kilobytes": [most], "bytes": [size]})


if __name__ == "__main__":
    main(int(sys.argv[1]))
