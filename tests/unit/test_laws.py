"""The laws of the house are kept by tools, and the tools see a breach."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.app import create_app
from server.cli.client_types import TARGET, openapi_document, render
from server.config import Settings

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    """Linted as it lies in ``tree``, wherever these tests were imported from."""
    return subprocess.run(  # noqa: S603 - our own tool
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path):
    """A copy of the Python rooms to plant breaches in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ("server", "qr_labels"):
        ignored = shutil.ignore_patterns("__pycache__", "*.ttf")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignored)
    return tmp_path


def test_imports_run_down_the_house(tree):
    linted = lint_imports(tree)
    assert linted.returncode == 0, linted.stdout


BREACHES = {
    "domain/access.py": "import sqlalchemy",
    "domain/search_keys.py": "import marshmallow",
    "services/school.py": "import flask",
    "sync/facts.py": "from server.web import clock",
    "records/asset.py": "from server.services import school",
    "api/school.py": "from server.pages import shell",
}


def test_every_planted_breach_is_seen(tree):
    for name, line in BREACHES.items():
        file = tree / "server" / name
        file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    code = tree / "qr_labels" / "code.py"
    code.write_text(f"{code.read_text('utf-8')}\nimport server.config\n", "utf-8")
    linted = lint_imports(tree)
    assert linted.returncode != 0
    for name in (*BREACHES, "qr_labels/code.py"):
        module = name.removesuffix(".py").replace("/", ".")
        assert f"{module} ->" in linted.stdout, name


@pytest.fixture
def document(tmp_path):
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'school.db'}", "a test's key")
    app = create_app(settings)
    return app, openapi_document(app)


def test_the_openapi_document_lists_every_route_of_the_api(document):
    app, said = document
    routes = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint != "api-docs.openapi_json"
        for method in rule.methods - {"OPTIONS", "HEAD"}
    }
    listed = {(path, method) for path, methods in said["paths"].items() for method in methods}
    assert routes and routes <= listed


def test_every_reference_of_the_openapi_document_leads_somewhere(document):
    _, said = document
    text = json.dumps(said)
    for kind, known in said["components"].items():
        for part in text.split(f"#/components/{kind}/")[1:]:
            assert part.split('"')[0] in known


def test_the_apps_types_are_those_of_the_document(document):
    _, said = document
    assert TARGET.read_text("utf-8") == render(said), "run `make types`"


def test_no_module_is_larger_than_its_reader_can_hold():
    large = {
        str(file.relative_to(ROOT)): lines
        for room in ("server", "qr_labels")
        for file in (ROOT / room).rglob("*.py")
        if (lines := len(file.read_text("utf-8").splitlines())) > 300
    }
    assert not large
