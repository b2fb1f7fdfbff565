"""Ada at the import pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.records import LedgerImport, LedgerImportRow
from tests.functional.conftest import SchoolUnderTest

LEDGERS = Path(__file__).parents[2] / "data" / "ledgers"
HEADER = "资产编号,资产名称,数量,单价,存放地点,保管人"


@dataclass
class ImportDesk:
    """One administrator's browser at /desk/imports."""

    school: SchoolUnderTest
    client: FlaskClient

    def send(self, content: bytes, name: str) -> TestResponse:
        """The form's body is made by hand: werkzeug's own leaves a file open when it is long."""
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        return self.client.post(
            "/desk/imports",
            data=head.encode() + content + b"\r\n--b--\r\n",
            content_type="multipart/form-data; boundary=b",
        )

    def upload(self, content: bytes, name: str = "ledger.csv") -> str:
        """Upload a file that is a ledger; the import's id."""
        answer = self.send(content, name)
        assert answer.status_code == 303, answer.text
        return answer.location.removesuffix("/columns").rpartition("/")[2]

    def judge(self, import_id: str) -> str:
        """Press [继续检查] until everything is judged; the id again."""
        while self.state(import_id) == "reading":
            answer = self.client.post(f"/desk/imports/{import_id}/advance")
            assert answer.status_code == 303, answer.text
        return import_id

    def judged(self, *lines: str, header: str = HEADER) -> str:
        """Upload and judge a CSV of these lines."""
        return self.judge(self.upload("\n".join((header, *lines)).encode()))

    def sample(self, name: str) -> str:
        return self.judge(self.upload((LEDGERS / name).read_bytes(), name))

    def page(self, import_id: str, **query: object) -> str:
        answer = self.client.get(f"/desk/imports/{import_id}", query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def seen(self, import_id: str) -> str:
        """The hidden field by which the confirmation says what the person saw."""
        return re.search(r'name="seen" value="([^"]+)"', self.page(import_id))[1]

    def confirm(self, import_id: str, seen: str | None = None) -> TestResponse:
        seen = self.seen(import_id) if seen is None else seen
        return self.client.post(f"/desk/imports/{import_id}/confirmation", data={"seen": seen})

    def imported(self, *lines: str, header: str = HEADER) -> str:
        """Upload, judge and confirm a CSV of these lines."""
        import_id = self.judged(*lines, header=header)
        assert self.confirm(import_id).status_code == 303
        assert self.state(import_id) == "applied"
        return import_id

    def state(self, import_id: str) -> str:
        with self.school.reading() as session:
            return session.get_one(LedgerImport, import_id).state

    def verdicts(self, import_id: str) -> dict[int, str]:
        """Row number -> verdict; of files with one sheet."""
        with self.school.reading() as session:
            rows = session.query(LedgerImportRow).filter_by(import_id=import_id)
            return {row.row: row.verdict for row in rows.order_by(LedgerImportRow.row)}


@pytest.fixture
def desk(school: SchoolUnderTest) -> ImportDesk:
    return ImportDesk(school, school.client("ada"))
