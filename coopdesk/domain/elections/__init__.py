"""Board elections, counted exactly: one module for each rule, over one record of stages.

Scaled integers throughout; no float and no library. ``counting.count`` is the way in; ``record`` says what comes out.
"""
