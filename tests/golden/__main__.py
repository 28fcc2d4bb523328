"""python -m tests.golden [PAPER ...]: renew what papers are compared with. Look at the pictures before committing."""

import sys

from tests.documents.shelf import PAPERS, pictured
from tests.golden.looks import FOLDER, name_of, picture_of, text_of


def main(wanted: list[str]) -> int:
    """Write text and pictures of the papers named, or of all of them, and take away those of papers that are gone."""
    unknown = set(wanted) - set(PAPERS)
    if unknown:
        sys.stderr.write(f"No such paper: {', '.join(sorted(unknown))}. There are: {', '.join(PAPERS)}.\n")
        return 2
    kept = set()
    for kind, make in PAPERS.items():
        if wanted and kind not in wanted:
            continue
        data = make()
        written = {f"{name_of(kind)}.txt": text_of(data).encode()}
        if pictured(kind):
            written |= {
                f"{name_of(kind)}-{page}.png": picture for page, picture in enumerate(picture_of(data), start=1)
            }
        for name, content in written.items():
            (FOLDER / name).write_bytes(content)
        kept |= set(written)
    for old in () if wanted else [*FOLDER.glob("*.txt"), *FOLDER.glob("*.png")]:
        if old.name not in kept:
            old.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
