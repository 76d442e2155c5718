"""Feed-shaped frames to the text of an export: its headers, codes, date format and time zone.

Adds the personal columns that real exports carry (names, e-mail, IP address); all are made up,
and the addresses lie in ranges reserved for documentation.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from seeds.sample.export import Export

FIRST_NAMES = ("Alma", "Bruno", "Chidi", "Dana", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jun")
LAST_NAMES = ("Aalto", "Brandt", "Castro", "Dumont", "Eklund", "Ferrari", "Gupta", "Haddad", "Ito")
CITIES = ("Boulder", "Toronto", "Leipzig", "Pune")
MAIL_DOMAIN = "example.com"
ADDRESS_RANGE = "203.0.113."
DATE_COLUMNS = ("period_start",)


def is_date_column(name: str) -> bool:
    """Whether a feed column holds a date rather than a timestamp."""
    return name.endswith("_on") or name in DATE_COLUMNS


@cache
def person(employee_id: str) -> dict[str, str]:
    """The made-up personal data of an employee id."""
    number = int("".join(c for c in employee_id if c.isdigit()) or 0)
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]
    return {
        "first": first,
        "last": last,
        "full": f"{last}, {first}",
        "mail": f"{first}.{last}.{number}@{MAIL_DOMAIN}".lower(),
        "address": f"{ADDRESS_RANGE}{number % 256}",
        "city": CITIES[number % len(CITIES)],
    }


def decoy(header: str) -> Callable[[str], str]:
    """What a personal column of that header says about an employee."""
    lowered = header.lower()
    kind = "mail" if "email" in lowered else "city" if "city" in lowered else "full"
    return lambda employee_id: person(employee_id)[kind]


def _times(values: pd.Series, name: str, export: Export) -> pd.Series:
    if is_date_column(name):
        shape = "%Y-%m-%d" if export.date_format == "iso" else export.date_format
        return values.dt.strftime(shape)
    shape = "%Y-%m-%dT%H:%M:%S" if export.date_format == "iso" else export.date_format
    local = values.dt.tz_localize("UTC").dt.tz_convert(export.time_zone)
    ending = "Z" if export.date_format == "iso" and export.time_zone == "UTC" else ""
    return local.dt.strftime(shape) + ending


def as_text(values: pd.Series, name: str, export: Export) -> pd.Series:
    """A feed column as the export writes it; blank where nothing is known."""
    if pd.api.types.is_datetime64_any_dtype(values):
        text = _times(values, name, export)
    elif pd.api.types.is_bool_dtype(values):
        text = values.map({True: "true", False: "false"})
    else:
        text = values.astype("string")
    codes = {value: code for code, value in export.values.get(name, {}).items()}
    text = text.map(codes) if codes else text
    return text.astype(object).where(values.notna().to_numpy(), "")


def render(export: Export, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of an export as text, in the order of its columns, decoys last."""
    columns = {
        header: as_text(frame[name], name, export).to_numpy()
        for name, header in export.columns.items()
    }
    who = next((name for name in export.columns if name in PEOPLE), None)
    for header in export.decoys:
        said = decoy(header)
        columns[header] = np.array([said(str(one)) for one in frame[who]], dtype=object)
    return pd.DataFrame(columns)


PEOPLE = (
    "employee_id",
    "leader_id",
    "respondent_id",
    "observer_id",
    "learner_id",
    "respondent_leader_id",
)
"""Feed columns of which the first in an export is the person its decoys describe."""
