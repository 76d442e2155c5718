"""Qualtrics CSV exports: three header rows, one row per response, questions in columns.

Follows the current dialect: ids, question texts (with line breaks), JSON with the ImportId and
the time zone; CRLF between records; metadata with the respondent's personal data.
"""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd

from seeds.sample.export import Export
from seeds.sample.reference import load_reference
from seeds.sample.render import as_text, person

LEAD_IN = "Please think of the last four weeks.\n\nHow far do you agree?"
TIMED = ("startDate", "endDate", "recordedDate")
METADATA = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)
"""Column id, question text and ImportId of the metadata, in the platform's order."""


def header(exports: list[Export]) -> list[list[str]]:
    """The three header rows of a file that serves one or more exports."""
    wording = load_reference().items.set_index("item_id")["wording"]
    columns = list(METADATA)
    for export in exports:
        for question, item in export.items.items():
            text = f"{LEAD_IN} - {wording[item]}"
            columns.append((question.replace("QID", "Q"), text, question))
    embedded = [name for name in exports[0].columns.values() if not _is_metadata(name)]
    columns += [(name, name, name) for name in embedded]
    ids, texts, imports = zip(*columns, strict=True)
    zone = exports[0].time_zone
    third = [
        json.dumps(
            {"ImportId": name} | ({"timeZone": zone} if name in TIMED else {}),
            separators=(",", ":"),
        )
        for name in imports
    ]
    return [list(ids), list(texts), third]


def _is_metadata(import_id: str) -> bool:
    return any(import_id == known for _, _, known in METADATA)


class QualtricsWriter:
    """One survey file; `exports` are the sources that read it, one per instrument."""

    def __init__(self, exports: list[Export], path: Path) -> None:
        """Open the file and write the three header rows."""
        self._exports = exports
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerows(header(exports))

    def append(self, frame: pd.DataFrame) -> None:
        """Write the answers of whole responses, items in file order, as rows of responses."""
        answers, heads = [], None
        for export in self._exports:
            part = frame[frame["instrument_id"] == export.constants["instrument_id"]]
            width = len(export.items)
            text = part["answer"].astype("string").fillna("").to_numpy(dtype=object)
            names = {value: label for label, value in export.labels.items()}
            if names:
                text = np.array([names.get(one, "") for one in text], dtype=object)
            answers.append(text.reshape(-1, width))
            heads = part.iloc[::width]
        self._rows.writerows(
            [*meta, *given, *more]
            for meta, given, more in zip(
                self._metadata(heads), np.hstack(answers), self._embedded(heads), strict=True
            )
        )

    def _metadata(self, heads: pd.DataFrame) -> list[list[str]]:
        is_text = bool(self._exports[0].labels)
        status, finished = ("IP Address", "True") if is_text else ("0", "1")
        recorded = self._clock(heads["submitted_at"])
        seconds = 95 + np.arange(len(heads)) * 37 % 240
        started = self._clock(heads["submitted_at"] - pd.to_timedelta(seconds, unit="s"))
        rows = []
        for place, (response, who) in enumerate(
            zip(heads["response_id"], heads["respondent_id"], strict=True)
        ):
            one = person(str(who))
            taken = [started[place], recorded[place], status, one["address"], "100"]
            taken += [str(seconds[place]), finished, recorded[place], response]
            named = [one["last"], one["first"], one["mail"], who]
            rows.append([*taken, *named, "40.0150", "-105.2705", "email", "EN"])
        return rows

    def _clock(self, times: pd.Series) -> list[str]:
        zone = self._exports[0].time_zone
        local = times.dt.tz_localize("UTC").dt.tz_convert(zone)
        return local.dt.strftime("%Y-%m-%d %H:%M:%S").tolist()

    def _embedded(self, heads: pd.DataFrame) -> list[tuple[str, ...]]:
        export = self._exports[0]
        named = [name for name, column in export.columns.items() if not _is_metadata(column)]
        return list(zip(*(as_text(heads[name], name, export) for name in named), strict=True))

    def close(self) -> None:
        """Flush and close."""
        self._file.close()
