"""Printing labels as Ada does it in her browser, and scanning them as a phone does."""

from __future__ import annotations

from urllib.parse import urlsplit

import pypdfium2
import zxingcpp

from tests.functional.desk.html_form import form_of

SITE = "https://xj.shiyan.edu.cn"
PHONE = "Mozilla/5.0 (Linux; Android 14; V2230A) AppleWebKit/537.36 Chrome/120.0 Mobile Safari"


def at(school, address=SITE, login="ada"):
    """A browser of hers at ``address``, where the school is reached; cookies belong to a host."""
    client = school.client(login)
    token = client.get_cookie("cr_session").value
    client.set_cookie("cr_session", token, domain=urlsplit(address).hostname)
    return client


def choose(client, address=SITE, **form):
    return client.post("/desk/labels/choice", data=form, base_url=address)


def press_print(client, answer, address=SITE, **changed):
    """Send the form as it came, with what was changed; None takes a tick away."""
    form = form_of(answer, "/desk/print-jobs") | changed
    sent = {name: value for name, value in form.items() if value is not None}
    return client.post("/desk/print-jobs", data=sent, base_url=address)


def scan(school, code, address=SITE, browser=PHONE, client=None):
    """An ordinary camera opens the label's address."""
    scanner = client or school.app.test_client()
    return scanner.get(f"/Q/{code}", base_url=address, headers={"User-Agent": browser})


def pdf_of(client, location, address=SITE):
    return client.get(f"{location}.pdf", base_url=address, buffered=True).data


def pages(pdf, dpi=200):
    """Pictures of the pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def decoded(client, location):
    """What a scanner reads from every page, in reading order."""
    images = pages(pdf_of(client, location))
    return [code.text for image in images for code in zxingcpp.read_barcodes(image)]


def codes_of(client, location):
    """The codes alone."""
    return [text.rpartition("/")[2] for text in decoded(client, location)]


def words_of(client, location):
    """All words of a job's pages, without the breaks between lines."""
    with pypdfium2.PdfDocument(pdf_of(client, location)) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(texts).split())
