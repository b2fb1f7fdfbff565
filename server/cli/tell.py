"""What the commands say, in both languages, since nobody has chosen one at a terminal."""

from __future__ import annotations

import click

from server.domain.problems import Problem
from server.web.messages import LANGUAGES, say


def tell(key: str, **params: object) -> None:
    """Print the sentence ``key`` in every language."""
    for language in LANGUAGES:
        click.echo(say(language, key, **params))


class ProblemCommand(click.Command):
    """A command whose problems are sentences on standard error and exit code 1."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except Problem as problem:
            for language in LANGUAGES:
                click.echo(say(language, f"problem.{problem.code}", **problem.params), err=True)
            context.exit(1)
