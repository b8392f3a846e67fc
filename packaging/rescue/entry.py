"""Where the program for recovery media starts."""

from __future__ import annotations

import sys

from collector.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
