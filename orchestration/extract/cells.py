"""Typed cells (spreadsheets, JSON) to the text that a CSV of the same data would hold."""

import datetime as dt
import math
from decimal import Decimal


def cell_text(value: object) -> str | None:
    """The text of a scalar, "" for none, None for what is no scalar.

    A whole float is written as an integer, since spreadsheets keep every number as a float.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        is_whole = math.isfinite(value) and value == int(value) and abs(value) < 2**53
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return None
