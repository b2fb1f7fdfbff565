"""``python -m server COMMAND``: the commands of server.cli on this machine's installation."""

from server.cli import main
from server.config import data_dir
from server.installation import Installation

if __name__ == "__main__":
    main(obj=Installation(data_dir()))
