"""What can be wrong with a label: a stable code and the facts a message needs."""

from __future__ import annotations


class LabelError(Exception):
    """Base of all errors of this package.

    `code` is stable and names the message; `params` holds what the message fills in.
    """

    code = "label_error"

    def __init__(self, **params: str | int) -> None:
        self.params = params
        super().__init__(self.code, params)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({facts})"


class InvalidCodeError(LabelError):
    """`label` is not a label code: wrong length, a foreign character or a failing check."""

    code = "label_code_invalid"


class InvalidBaseUrlError(LabelError):
    """`base_url` is not `http(s)://HOST[:PORT]` in ASCII letters, digits, dots, hyphens."""

    code = "label_base_url_invalid"


class PayloadTooLongError(LabelError):
    """The address on the label would have `length` characters where at most `limit` fit."""

    code = "label_payload_too_long"


class MissingGlyphError(LabelError):
    """The font cannot draw `character` (`codepoint` as U+XXXX) of the label `label`."""

    code = "label_glyph_missing"


class SymbolOverflowError(LabelError):
    """A text of `length` characters fits no symbol up to version `version`."""

    code = "label_symbol_overflow"


class NoLabelsError(LabelError):
    """There is not one label to print."""

    code = "label_none"


class LayoutError(LabelError):
    """The measure `field` of a layout is not what is `expected` of it (a range or a rule)."""

    code = "label_layout_invalid"


class SheetOptionError(LabelError):
    """The option `field` of a print is not what is `expected` of it (a range or names)."""

    code = "label_option_invalid"


class CellTooSmallError(LabelError):
    """Not even the bare code has room on a label of `width` x `height` mm."""

    code = "label_cell_too_small"
