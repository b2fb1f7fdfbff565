"""A print job as files for label printers and their apps."""

import io
import zipfile

import pytest
import zxingcpp
from PIL import Image
from python_calamine import CalamineWorkbook

from server.records import Asset, Label
from tests.functional.desk.label_desk import SITE, at, choose, press_print

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def client(school):
    return at(school)


@pytest.fixture
def job(client, register):
    """Of the whole building on a roll, with separators."""
    chosen = choose(client, what="place_things", place_id=register.places["教学楼"])
    return press_print(client, chosen, layout="roll-50x30", separators="1", copies="2").location


def download(client, job, ending):
    answer = client.get(f"{job}.{ending}", base_url=SITE, buffered=True)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def payloads(school):
    with school.reading() as session:
        return {f"{SITE.upper()}/Q/{label.code}" for label in session.query(Label)}


@pytest.mark.parametrize(("dpi", "size"), [(203, (400, 240)), (300, (591, 354))])
def test_every_label_is_a_picture_in_the_printers_own_dots(school, client, job, dpi, size):
    archive = zipfile.ZipFile(io.BytesIO(download(client, job, f"zip?dpi={dpi}")))
    pictures = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    assert {(picture.mode, picture.size) for picture in pictures} == {("1", size)}
    found = {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}
    assert found == payloads(school)


def test_a_roll_is_printed_by_tspl_with_each_label_as_often_as_asked(client, job, register):
    commands = download(client, job, "tspl?dpi=203")
    assert commands.startswith(b"SIZE 50 mm,30 mm\r\n")
    assert commands.count(b"\r\nPRINT 1,2\r\n") == len(register.assets)
    assert commands.count(b"\r\nPRINT 1,1\r\n") == 3


def test_a_sheet_is_no_roll(client, register):
    sheet = press_print(client, choose(client, asset=register.assets["课桌"])).location
    assert ".tspl" not in client.get(sheet, base_url=SITE).text
    assert client.get(f"{sheet}.tspl", base_url=SITE).status_code == 422


def test_the_table_for_printing_apps_has_a_row_a_label_and_no_formulas(school, client, register):
    with school.writing() as session:
        session.get(Asset, register.assets["课桌"]).name = "=1+1"
    made = press_print(client, choose(client, what="unprinted"), separators="1").location
    data = download(client, made, "xlsx")
    [titles, *rows] = (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    )
    assert titles[:2] == ["二维码内容", "标签码"]
    assert {row[0] for row in rows} == payloads(school)
    assert "=1+1" in {row[titles.index("名称")] for row in rows}


@pytest.mark.usefixtures("register")
def test_the_table_of_small_labels_has_bare_codes_for_symbols(client):
    made = press_print(client, choose(client, what="unprinted"), design="small").location
    data = download(client, made, "xlsx")
    [_, *rows] = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows
    assert {row[0] for row in rows} == {row[1].replace("-", "") for row in rows}


@pytest.mark.parametrize("ending", ["zip?dpi=600", "zip?dpi=x0", "tspl?dpi=1"])
def test_another_resolution_is_refused(client, job, ending):
    answer = client.get(f"{job}.{ending}", base_url=SITE)
    assert answer.status_code == 422


@pytest.mark.parametrize("ending", ["pdf", "zip", "tspl", "xlsx"])
def test_a_job_that_does_not_exist_has_no_files(client, ending):
    assert client.get(f"/desk/print-jobs/x.{ending}", base_url=SITE).status_code == 404
