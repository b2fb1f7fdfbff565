"""The one font of all forms, and how its paragraphs are set."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from qr_labels.font import FONT_FILE

FONT = "forms"
_LEADING = 1.3


@cache
def register_font() -> None:
    """Read the font at its first use (about half a second); the PDF embeds the glyphs it needs."""
    with as_file(files("qr_labels.fonts") / FONT_FILE) as path:
        pdfmetrics.registerFont(TTFont(FONT, str(path)))


@cache
def style(
    size: float, *, centred: bool = False, before: float = 0, after: float = 0
) -> ParagraphStyle:
    """Chinese breaks anywhere but before and after certain marks (``wordWrap``)."""
    return ParagraphStyle(
        f"{size}-{centred}-{before}-{after}",
        fontName=FONT,
        fontSize=size,
        leading=size * _LEADING,
        wordWrap="CJK",
        spaceBefore=before,
        spaceAfter=after,
        **({"alignment": TA_CENTER} if centred else {}),
    )


def width_of(text: str, size: float) -> float:
    """In points."""
    return pdfmetrics.stringWidth(text, FONT, size)
