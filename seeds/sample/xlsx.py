"""Excel exports: one sheet of data behind a sheet of notes; small exports only."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd

from seeds.sample.export import Export

ZIP_TIME = (2026, 1, 1, 0, 0, 0)
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class XlsxWriter:
    """One sheet of data behind a sheet of notes; small exports only."""

    def __init__(self, export: Export, path: Path) -> None:
        """Start the workbook with its notes and an empty sheet."""
        self._export, self._path = export, path
        self._book = openpyxl.Workbook()
        self._book.active.title = "Read me"
        self._book.active.append(["Quarterly objectives, exported from the planning tool"])
        self._sheet = self._book.create_sheet(export.sheet)
        self._sheet.append(list(export.columns.values()))

    def append(self, frame: pd.DataFrame) -> None:
        """Write dates and numbers as such."""
        columns = []
        for name in self._export.columns:
            values = frame[name]
            dates = pd.api.types.is_datetime64_any_dtype(values)
            columns.append(values.dt.date if dates else values.tolist())
        for row in zip(*columns, strict=True):
            self._sheet.append(row)

    def close(self) -> None:
        """Save with fixed time stamps, so that equal rows give equal bytes."""
        buffer = io.BytesIO()
        self._book.save(buffer)
        with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(self._path, "w") as fixed:
            for name in saved.namelist():
                content = STAMPS.sub(rb"\g<1>2026-01-01T00:00:00Z", saved.read(name))
                entry = zipfile.ZipInfo(name, ZIP_TIME)
                fixed.writestr(entry, content, zipfile.ZIP_DEFLATED)
