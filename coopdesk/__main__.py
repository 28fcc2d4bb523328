"""python -m coopdesk is the console script."""

import sys

from coopdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
