"""The fields of a ledger."""

from __future__ import annotations

from enum import StrEnum


class LedgerField(StrEnum):
    """What a column holds. ``SEQUENCE`` and ``REJECTION`` are known so as to be left out."""

    LEDGER_NUMBER = "ledger_number"
    NAME = "name"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    AMOUNT = "amount"
    CATEGORY_CODE = "category_code"
    CATEGORY = "category"
    ACQUIRED_ON = "acquired_on"
    ACQUISITION_METHOD = "acquisition_method"
    BRAND = "brand"
    MODEL = "model"
    SPECIFICATION = "specification"
    SERIAL_NUMBER = "serial_number"
    SUPPLIER = "supplier"
    USEFUL_LIFE_YEARS = "useful_life_years"
    DEPARTMENT = "department"
    CUSTODIAN = "custodian"
    PLACE = "place"
    CAMPUS = "campus"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    USAGE_STATE = "usage_state"
    FUND_SOURCE = "fund_source"
    NOTE = "note"
    MANUFACTURED_ON = "manufactured_on"
    SERVICED_ON = "serviced_on"
    EXTINGUISHER_TYPE = "extinguisher_type"
    SEQUENCE = "sequence"
    REJECTION = "rejection"
