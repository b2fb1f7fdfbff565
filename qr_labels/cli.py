"""`python -m qr_labels`: labels from a table, or blank ones, written as a file to print."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from qr_labels.arguments import SUFFIXES, layout_of, make_parser, options_of
from qr_labels.code import issue_code
from qr_labels.designs import DESIGNS
from qr_labels.errors import LabelError
from qr_labels.layouts import LAYOUTS
from qr_labels.messages import say
from qr_labels.printers.pdf import write_sheet_pdf, write_test_page_pdf
from qr_labels.printers.png import write_png_zip
from qr_labels.printers.tspl import write_test_page_tspl, write_tspl
from qr_labels.printers.xlsx import write_label_xlsx
from qr_labels.sheet import SheetOptions, design_named
from qr_labels.spec import LabelSpec
from qr_labels.table import read_labels


class SourceError(LabelError):
    """Not exactly one of a table, blank labels, a test page and the list was asked for."""

    code = "source_missing"


class CodesMissingError(LabelError):
    """`count` rows, the first named `name`, have no code, and new ones would be kept nowhere."""

    code = "codes_missing"


class FileThereError(LabelError):
    """`file`, for new codes, exists: codes that may be on labels are never written over."""

    code = "file_exists"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; 0, or 1 after a sentence about what is wrong."""
    asked = make_parser().parse_args(arguments)
    try:
        _run(asked)
    except LabelError as error:
        _tell(f"error.{error.code}", sys.stderr, **error.params)
        return 1
    except OSError as error:
        _tell("error.file_unusable", sys.stderr, file=error.filename, reason=error.strerror)
        return 1
    return 0


def _run(asked: Namespace) -> None:
    if sum((asked.table is not None, asked.blank is not None, asked.test_page, asked.list)) != 1:
        raise SourceError
    if asked.list:
        _list()
    elif asked.test_page:
        _write_test_page(asked)
    else:
        _write_labels(asked)


def _list() -> None:
    for layout in LAYOUTS.values():
        page = f"{layout.page_width:g}x{layout.page_height:g} mm"
        cell = f"{layout.width:g}x{layout.height:g} mm"
        sys.stdout.write(f"{layout.name:<12}{page:<14}{layout.columns}x{layout.rows}  {cell}\n")
    sys.stdout.write(f"--design {' '.join(DESIGNS)}\n")


def _write_test_page(asked: Namespace) -> None:
    """As TSPL when that is asked for, else as PDF."""
    kind = "tspl" if asked.format == "tspl" else "pdf"
    out = asked.out or Path("test-page").with_suffix(SUFFIXES[kind])
    with _written(out) as file:
        if kind == "tspl":
            write_test_page_tspl(layout_of(asked), asked.dpi, file, options_of(asked))
        else:
            write_test_page_pdf(layout_of(asked), file, options_of(asked))
    _tell("done.test_page", file=out)
    _hint(kind)


def _write_labels(asked: Namespace) -> None:
    options = options_of(asked)
    labels = _coded_labels(asked, options)
    out = asked.out or Path("labels").with_suffix(SUFFIXES[asked.format])
    with _written(out) as file:
        count = _write(asked, labels, file, options)
    _tell(f"done.{asked.format}", n=count, file=out)
    _hint(asked.format)


def _hint(kind: str) -> None:
    """Print dialogues scale pages unless told otherwise."""
    if kind == "pdf":
        _tell("hint.actual_size")


def _write(
    asked: Namespace, labels: Sequence[LabelSpec], file: BinaryIO, options: SheetOptions
) -> int:
    """How many pages, pictures, labels or rows were written."""
    if asked.format == "xlsx":
        return write_label_xlsx(labels, file, options)
    layout = layout_of(asked)
    if asked.format == "png":
        return write_png_zip(labels, layout, asked.dpi, file, options)
    if asked.format == "tspl":
        return write_tspl(labels, layout, asked.dpi, file, options)
    return write_sheet_pdf(labels, layout, file, options)


def _coded_labels(asked: Namespace, options: SheetOptions) -> list[LabelSpec]:
    """The labels, all with codes; new codes are kept before anything is printed with them."""
    if asked.blank is not None:
        labels = [LabelSpec("", asked.address, school=asked.school)] * asked.blank
    else:
        labels = read_labels(asked.table, asked.address, asked.school)
    coded = [_with_code(label, options) for label in labels]
    if asked.new_codes:
        _keep(coded, asked.new_codes, options)
    elif asked.blank is None:
        _require_codes(labels, coded)
    return coded


def _with_code(label: LabelSpec, options: SheetOptions) -> LabelSpec:
    """A framed label is not for sticking and needs no code."""
    if label.code or design_named(label.design or options.design).framed:
        return label
    return replace(label, code=issue_code())


def _require_codes(labels: Sequence[LabelSpec], coded: Sequence[LabelSpec]) -> None:
    new = [label for label, with_code in zip(labels, coded, strict=True) if label != with_code]
    if new:
        raise CodesMissingError(count=len(new), name=new[0].name)


def _keep(labels: Sequence[LabelSpec], path: Path, options: SheetOptions) -> None:
    if path.exists():
        raise FileThereError(file=str(path))
    with _written(path) as file:
        write_label_xlsx(labels, file, options)
    _tell("done.codes", file=path)


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A file that stands under its name when all is written, and not at all after an error."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _tell(key: str, stream: TextIO | None = None, **params: object) -> None:
    for sentence in say(key, **params):
        (stream or sys.stdout).write(f"{sentence}\n")
