"""`python -m qr_labels`: labels from the command line, without the server."""

import sys

from qr_labels.cli import main

if __name__ == "__main__":
    sys.exit(main())
