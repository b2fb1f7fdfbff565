"""The commands, one file each."""

import click

from server.cli.backup import backup
from server.cli.client_types import client_types
from server.cli.remind import remind
from server.cli.restore import restore
from server.cli.serve import serve


@click.group()
def main() -> None:
    """Campus Rounds · 校园巡检"""


main.add_command(serve)
main.add_command(backup)
main.add_command(restore)
main.add_command(remind)
main.add_command(client_types)
