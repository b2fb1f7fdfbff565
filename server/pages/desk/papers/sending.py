"""A paper as the answer to a request."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import send_file
from werkzeug.wrappers import Response

from server.reports.forms.document import Paper
from server.reports.forms.pdf import write_pdf
from server.reports.forms.xlsx import write_xlsx

_IN_MEMORY = 16 * 2**20
_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def send_paper(paper: Paper, ending: str) -> Response:
    """PDFs open in the browser, workbooks are for other programs."""
    return send_file(
        _file_of(paper, ending),
        mimetype=_TYPES[ending],
        as_attachment=ending != "pdf",
        download_name=f"{paper.head}.{ending}",
    )


def _file_of(paper: Paper, ending: str) -> IO[bytes]:
    """Rewound; in a temporary file when it is large."""
    with ExitStack() as until_whole:
        out = until_whole.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        (write_pdf if ending == "pdf" else write_xlsx)(paper, out)
        out.seek(0)
        until_whole.pop_all()  # the answer closes it
    return out
