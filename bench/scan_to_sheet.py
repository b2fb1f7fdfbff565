"""How fast one scan follows another with 20,000 assets on the phone, in Chromium.

Run: `python -m bench.scan_to_sheet`. The page's processor is slowed 6 times and the server takes
what is recorded. Measured over a film of labels, p95 of all scans: from the decoder's answer until
the thing's sheet is painted; from the tap on 正常 until the next picture is with the decoder and
the sheet is gone. The record must be on the disk before the phone beeps. A line a figure:
NAME VALUE UNIT bar BAR holds|falls short.
"""

from __future__ import annotations

import io
import statistics
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select

from bench.big_school import ASSETS, LOGIN, PASSWORD, BigSchool, served_big_school
from bench.verdict import report, tell
from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from server.records import Label
from tests.e2e.browser import Browser, Camera
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp

SHEET_MS_BAR = 100
READY_MS_BAR = 150
SLOWED = 6
LABELS = 24
SCANS = 60
# Marks of one scan, by the page's own clock: `decoded` a picture held another label than the last,
# `shown` its sheet is painted, `tapped` 正常, `durable` the database has the record, `beeped`,
# `ready` the next picture is with the decoder; that ends the scan.
_WATCH = """(() => {
  const scans = window.scans = [];
  let marks = window.marks = {};
  let label;
  const mark = (name) => { marks[name] ??= performance.now(); };
  const open = () => document.querySelector('dialog[open]');
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        const [text] = data.texts ?? [];
        if (open() || text === undefined || text === label) return;
        label = text;
        mark('decoded');
      });
    }
    postMessage(...given) {
      if ('beeped' in marks && !open()) {
        mark('ready');
        scans.push(marks);
        marks = window.marks = {};
      }
      super.postMessage(...given);
    }
  };
  new MutationObserver(() => {
    const mine = marks;
    if (!('decoded' in mine) || 'shown' in mine || !open()?.querySelector('[data-asset]')) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { mine.shown ??= performance.now(); };
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true, attributes: true });
  document.addEventListener('click', (event) => {
    if (event.target.closest('.button-ok')) marks.tapped ??= event.timeStamp;
  }, true);
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options);
    if (options?.durability === 'strict' && [...stores].includes('facts'))
      transaction.addEventListener('complete', () => { if ('tapped' in marks) mark('durable'); });
    return transaction;
  };
  Navigator.prototype.vibrate = () => { if ('tapped' in marks) mark('beeped'); return true; };
})()"""


@dataclass(frozen=True)
class Scan:
    """Times in ms by the page's clock."""

    decoded: float
    shown: float
    tapped: float
    durable: float
    beeped: float
    ready: float


def main() -> None:
    with served_big_school() as school, sync_playwright() as driver:
        browser = Browser(driver, school.server.origin, school.folder / "phone", phone=True)
        browser.camera = Camera(film=film_of(school))
        page = browser.start()
        page.add_init_script(_WATCH)
        app = PhoneApp(browser)
        app.arrive(LOGIN, PASSWORD)
        devtools = browser.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        app.tap("home.scan")
        scans = [scan_one(app, page, n) for n in range(SCANS)]
        browser.close()
    assert all(scan.durable <= scan.beeped for scan in scans), "beeped before it was saved"
    tell("scan_to_sheet.assets", ASSETS, "things")
    tell("scan_to_sheet.scans", len(scans), "scans")
    report_all("sheet", [scan.shown - scan.decoded for scan in scans], SHEET_MS_BAR)
    report_all("durable", [scan.durable - scan.tapped for scan in scans], READY_MS_BAR)
    report_all("ready", [scan.ready - scan.tapped for scan in scans], READY_MS_BAR)


def report_all(name: str, times: list[float], bar: float) -> None:
    tell(f"scan_to_sheet.{name}_p50", statistics.median(times), "ms")
    report(f"scan_to_sheet.{name}_p95", statistics.quantiles(times, n=20)[-1], "ms", bar)


def film_of(school: BigSchool) -> Path:
    """Labels from all over the school, each long enough in view to be answered."""
    step = ASSETS // LABELS
    with school.reading() as session:
        codes = session.scalars(select(Label.code).order_by(Label.asset_id)).all()[::step]
    specs = [LabelSpec(code, school.server.origin, "文件柜") for code in codes[:LABELS]]
    pdf = io.BytesIO()
    write_sheet_pdf(specs, A4_3X8, pdf)
    labels = printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))
    return make_film(labels, school.folder / "labels.mjpeg", label_seconds=1, blank_seconds=0.2)


def scan_one(app: PhoneApp, page: Page, n: int) -> Scan:
    """The ``n``-th label in view, answered."""
    page.wait_for_function("() => 'shown' in window.marks")
    app.answer_ok()
    page.wait_for_function("(n) => window.scans.length > n", arg=n)
    return Scan(**page.evaluate("() => window.scans.at(-1)"))


if __name__ == "__main__":
    main()
