"""The search column of an asset."""

from __future__ import annotations

from server.domain.search_keys import search_keys


def asset_search_keys(
    name: str,
    ledger_number: str | None = None,
    custodian: str | None = None,
    model: str | None = None,
) -> str:
    """What ``Asset.search`` holds: number, name, custodian and model with their pinyin keys."""
    return search_keys((ledger_number, name, custodian, model))
