"""Labels with QR codes: codes, symbols, layouts and printed sheets, on their own feet."""

from qr_labels.code import group_code, is_code, issue_code
from qr_labels.designs import DESIGNS
from qr_labels.errors import LabelError
from qr_labels.free_layout import MEASURES, free_layout
from qr_labels.layout import PageLayout
from qr_labels.layouts import A4_3X8, LAYOUTS, ROLL_50X30
from qr_labels.payload import payload
from qr_labels.printers.pdf import write_sheet_pdf, write_test_page_pdf
from qr_labels.scan import ParsedScan, ScanKind, parse_scan
from qr_labels.sheet import SheetOptions
from qr_labels.spec import LabelSpec

__all__ = [
    "A4_3X8",
    "DESIGNS",
    "LAYOUTS",
    "MEASURES",
    "ROLL_50X30",
    "LabelError",
    "LabelSpec",
    "PageLayout",
    "ParsedScan",
    "ScanKind",
    "SheetOptions",
    "free_layout",
    "group_code",
    "is_code",
    "issue_code",
    "parse_scan",
    "payload",
    "write_sheet_pdf",
    "write_test_page_pdf",
]
