"""What can be wrong with a cell."""

from __future__ import annotations


class CellError(Exception):
    """``code`` names the sentence ``cell.<code>``; ``params`` fill what was expected into it."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
