"""What the program costs, against a floor named in each line. Run by ``make bench``; not part of ``make test``.

Every module here with a function ``figures(folder) -> Iterator[Figure]`` takes part; ``folder`` is a scratch folder.
"""
