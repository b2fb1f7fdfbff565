"""The arguments of the command line, and the layout and options that they name."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from qr_labels.designs import DESIGNS
from qr_labels.errors import LabelError
from qr_labels.free_layout import MEASURES, free_layout
from qr_labels.layout import PageLayout
from qr_labels.layouts import LAYOUTS
from qr_labels.printers.raster import RESOLUTIONS
from qr_labels.sheet import SheetOptions

SUFFIXES = {"pdf": ".pdf", "png": ".zip", "tspl": ".prn", "xlsx": ".xlsx"}
"""The formats and how their files end; many pictures are one archive."""

_DESCRIPTION = """\
Labels with QR codes as a file to print, from a table or blank.

  python -m qr_labels --list
  python -m qr_labels --blank 48 --address https://xj.example.cn
  python -m qr_labels desks.xlsx --new-codes codes.xlsx --address https://xj.example.cn
  python -m qr_labels codes.xlsx --layout roll-50x30 --format tspl --address https://xj.example.cn
  python -m qr_labels --test-page --layout a4-3x7 --right -5
"""
_TABLE = """\
The first row with titles names the columns: 标签码 名称 地点 编号 房内编号 件数 类型 厂家 出厂日期
下次维修 报废日期 学校 样式, or code name place number room_number count kind maker made_on
next_service scrap_on school design; 名称 or 标签码 is needed, all others may be missing."""


class LayoutFileError(LabelError):
    """`file` does not hold an object of measures."""

    code = "layout_file_invalid"


def make_parser() -> ArgumentParser:
    """All arguments; what a table, a layout or an option may not be is found later."""
    parser = ArgumentParser(
        prog="python -m qr_labels",
        description=_DESCRIPTION,
        epilog=_TABLE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    _add_sources(parser)
    _add_form(parser)
    _add_placing(parser)
    return parser


def _add_sources(parser: ArgumentParser) -> None:
    parser.add_argument("table", nargs="?", type=Path, help=".csv or .xlsx, a row a label")
    parser.add_argument("--blank", type=int, metavar="N", help="N blank labels with new codes")
    parser.add_argument("--test-page", action="store_true", help="a page to measure shifts on")
    parser.add_argument("--list", action="store_true", help="tell the layouts and designs")
    parser.add_argument(
        "--new-codes", type=Path, metavar="FILE", help="keep the labels with new codes as .xlsx"
    )
    parser.add_argument("--address", default="", help="what symbols lead to: https://HOST[:PORT]")
    parser.add_argument("--school", default="", help="the school's name, printed small")


def _add_form(parser: ArgumentParser) -> None:
    parser.add_argument("--layout", choices=LAYOUTS, default="a4-3x8", metavar="NAME")
    parser.add_argument(
        "--measures",
        type=Path,
        metavar="FILE",
        help=f"a layout of one's own as JSON, in mm: {', '.join(MEASURES)}",
    )
    parser.add_argument("--design", choices=DESIGNS, default="asset", metavar="NAME")
    parser.add_argument("--format", choices=SUFFIXES, default="pdf", help="else %(default)s")
    parser.add_argument(
        "--dpi", type=int, choices=RESOLUTIONS, default=203, help="of png and tspl; else 203"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="else labels.pdf, .zip, ...")


def _add_placing(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--first-cell", type=int, default=1, metavar="N", help="first free label of a used sheet"
    )
    parser.add_argument("--copies", type=int, default=1, metavar="N", help="of every label")
    parser.add_argument("--right", type=int, default=0, metavar="N", help="shift in 0.1 mm")
    parser.add_argument("--down", type=int, default=0, metavar="N", help="shift in 0.1 mm")
    parser.add_argument("--cut-marks", action="store_true", help="lines to cut along")


def layout_of(asked: Namespace) -> PageLayout:
    """The layout named or measured. Raises LayoutFileError, LayoutError and OSError."""
    if asked.measures is None:
        return LAYOUTS[asked.layout]
    try:
        measures = json.loads(asked.measures.read_text("utf-8"))
    except ValueError as error:
        raise LayoutFileError(file=str(asked.measures)) from error
    if not isinstance(measures, dict):
        raise LayoutFileError(file=str(asked.measures))
    return free_layout(measures)


def options_of(asked: Namespace) -> SheetOptions:
    """Raises SheetOptionError."""
    return SheetOptions(
        design=asked.design,
        first_cell=asked.first_cell,
        copies=asked.copies,
        right=asked.right,
        down=asked.down,
        cut_marks=asked.cut_marks,
    )
