"""A phone's clock that a test sets wrong and right again. The monotonic clock is not touched."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import BrowserContext, Page

from tests.e2e.phone_app import PhoneApp

_SKEWED = """(() => {
  const Right = Date;
  const kept = () => {
    try { return Number(localStorage.getItem('test-skew-ms') ?? %d); } catch { return %d; }
  };
  let skew = kept();
  window.setSkew = (ms) => {
    skew = ms;
    localStorage.setItem('test-skew-ms', ms);
  };
  window.Date = class extends Right {
    constructor(...parts) {
      if (parts.length === 0) super(Right.now() + skew);
      else super(...parts);
    }
    static now() { return Right.now() + skew; }
  };
})()"""


def give_clock(pages: BrowserContext | Page, off: timedelta = timedelta(0)) -> None:
    """Before a page is opened: ``off`` is how far the clock is ahead."""
    ms = _millis(off)
    pages.add_init_script(_SKEWED % (ms, ms))


def set_clock(app: PhoneApp, off: timedelta) -> None:
    """In the running page, and for pages to come."""
    app.page.evaluate("(ms) => window.setSkew(ms)", _millis(off))


def _millis(span: timedelta) -> int:
    return round(span.total_seconds() * 1000)
