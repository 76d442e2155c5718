"""The open files of an organization's exports: which frame goes to which file."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from seeds.sample.deliveries import deliveries
from seeds.sample.export import Export
from seeds.sample.qualtrics import QualtricsWriter
from seeds.sample.writers import DelimitedWriter, JsonLinesWriter, ParquetWriter, Writer
from seeds.sample.xapi import XapiWriter
from seeds.sample.xlsx import XlsxWriter

WRITERS = {
    "csv": DelimitedWriter,
    "tsv": DelimitedWriter,
    "jsonl": JsonLinesWriter,
    "xlsx": XlsxWriter,
    "parquet": ParquetWriter,
    "xapi": XapiWriter,
}


class ExportFiles:
    """The open export files of one organization; each frame goes to those that carry its feed."""

    def __init__(self, out: Path, exports: tuple[Export, ...]) -> None:
        """Nothing is opened before there is something to write."""
        self._out = out
        self._of_feed: dict[str, list[Export]] = defaultdict(list)
        for export in exports:
            self._of_feed[export.feed].append(export)
        self._open: dict[str, Writer] = {}

    def write(self, feed: str, frame: pd.DataFrame) -> None:
        """Append a feed-shaped frame; an export of no rows is not written at all."""
        if frame.empty:
            return
        if feed == "survey_answers" and self._of_feed[feed][0].format == "qualtrics":
            for delivered in deliveries(frame):
                self._write_wave(delivered)
            return
        for export in self._of_feed[feed]:
            for file, part in _split(export, frame):
                self._writer(export, file).append(part)

    def _write_wave(self, answers: pd.DataFrame) -> None:
        survey_id = answers["survey_id"].iloc[0]
        of_survey = [
            one
            for one in self._of_feed["survey_answers"]
            if one.constants["survey_id"] == survey_id
        ]
        file = of_survey[0].file.format(answers["delivery"].iloc[0])
        if file not in self._open:
            self._open[file] = QualtricsWriter(of_survey, self._path(file))
        self._open[file].append(answers)

    def _writer(self, export: Export, file: str) -> Writer:
        if file not in self._open:
            path = self._path(file)
            self._open[file] = WRITERS[export.format](export, path)
        return self._open[file]

    def _path(self, file: str) -> Path:
        path = self._out / file
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def close(self) -> None:
        """Finish every file."""
        for writer in self._open.values():
            writer.close()


def _split(export: Export, frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    if export.split is None:
        yield export.file, frame
        return
    for name, part in frame.groupby(export.split, sort=True):
        yield export.file.format(name), part
