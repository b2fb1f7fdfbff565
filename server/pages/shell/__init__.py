"""The phone app's built files: the shell under /app/, its assets, the service worker."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory

from server.web.guard import public

DIST = Path(__file__).parents[3] / "pwa" / "dist"
_FOREVER = 365 * 24 * 3600
# Browsers built on Chromium before 97 know no 'wasm-unsafe-eval'. A worker has a policy of its
# own: this one runs our decoder alone and may talk to this server alone.
_DECODER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; connect-src 'self'"
)
mimetypes.add_type("application/manifest+json", ".webmanifest")

blueprint = Blueprint("shell", __name__)


@blueprint.get("/app/")
@blueprint.get("/app/<path:_route>")
@public
def app_shell(_route: str = "") -> Response:
    """Every address of the app is the same page; the router inside reads the address."""
    return _revalidated("index.html")


@blueprint.get("/sw.js")
@public
def service_worker() -> Response:
    return _revalidated("sw.js")


@blueprint.get("/manifest.webmanifest")
@public
def web_manifest() -> Response:
    return _revalidated("manifest.webmanifest")


@blueprint.get("/<any(assets, icons):folder>/<path:name>")
@public
def built_file(folder: str, name: str) -> Response:
    """Names of assets carry their content's hash, so they never change."""
    response = _send(f"{folder}/{name}", max_age=_FOREVER)
    if folder == "assets":
        response.cache_control.immutable = True
    if name.startswith("decoder.worker"):
        response.headers["Content-Security-Policy"] = _DECODER_POLICY
    return response


def _revalidated(name: str) -> Response:
    response = _send(name, max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _send(name: str, max_age: int) -> Response:
    """A built file, as the build packed it where the browser takes gzip."""
    packed = f"{name}.gz"
    if "gzip" not in request.headers.get("Accept-Encoding", "") or not (DIST / packed).is_file():
        return send_from_directory(DIST, name, max_age=max_age)
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = send_from_directory(DIST, packed, mimetype=mimetype, max_age=max_age)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
