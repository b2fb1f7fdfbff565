"""``client-types``: TypeScript types of the API from the server's own OpenAPI document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol

import click
from flask import Flask

TARGET = Path(__file__).parents[2] / "pwa" / "src" / "api" / "types.ts"
_HEAD = "// Made by `python -m server client-types` from the OpenAPI document. Do not edit.\n"
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}


class HasRoutes(Protocol):
    def schoolless_app(self) -> Flask: ...


@click.command("client-types")
@click.option("--check", is_flag=True, help="Only say whether the file is current.")
@click.pass_obj
def client_types(installation: HasRoutes, *, check: bool) -> None:
    """Write pwa/src/api/types.ts, or with --check fail when it is not current."""
    text = render(openapi_document(installation.schoolless_app()))
    if not check:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(text, "utf-8")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != text:
        click.echo("pwa/src/api/types.ts is not current: run python -m server client-types")
        sys.exit(1)


def openapi_document(app: Flask) -> dict[str, Any]:
    """The document served at /api/openapi.json."""
    document: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return document


def render(document: dict[str, Any]) -> str:
    """One exported interface a schema, in the document's order of names."""
    schemas = document["components"]["schemas"]
    return _HEAD + "".join(_interface(name, schemas[name]) for name in sorted(schemas))


def _interface(name: str, schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    lines = [
        f"  readonly {field}{'' if field in required else '?'}: {_type(inner)};\n"
        for field, inner in schema.get("properties", {}).items()
    ]
    return f"\nexport interface {name} {{\n{''.join(lines)}}}\n"


def _type(schema: dict[str, Any]) -> str:
    """The TypeScript type of one JSON schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(_type(inner) for inner in schema[union])
    if "enum" in schema:
        return " | ".join("null" if v is None else f'"{v}"' for v in schema["enum"])
    given = schema.get("type", [])
    kinds = [given] if isinstance(given, str) else given
    return " | ".join(_plain(kind, schema) for kind in kinds) or "unknown"


def _plain(kind: str, schema: dict[str, Any]) -> str:
    if kind == "array":
        inner = _type(schema["items"])
        return f"readonly ({inner})[]" if " | " in inner else f"readonly {inner}[]"
    if kind == "object":
        return f"Readonly<Record<string, {_type(schema.get('additionalProperties', {}))}>>"
    return _PLAIN.get(kind, kind)
