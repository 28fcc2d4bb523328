"""Start coopdesk from a source tree: python main.py [FILE | NOUN VERB FILE ...]."""

import sys

from coopdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
