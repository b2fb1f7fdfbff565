"""Somebody's phone with nothing of ours on it: its camera reads a printed label and opens it."""

from __future__ import annotations

import urllib.request

import pypdfium2
import zxingcpp

_BROWSER = "Mozilla/5.0 (Linux; Android 14; V2230A) AppleWebKit/537.36 Chrome/120.0 Mobile Safari"
_DPI = 200


def read_codes(pdf: bytes) -> list[str]:
    """What the symbols on all pages say."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def open_address(address: str, language: str) -> str:
    """The page that its browser shows."""
    headers = {"User-Agent": _BROWSER, "Accept-Language": language}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - of our own label
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return str(answer.read().decode())
