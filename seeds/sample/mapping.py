"""`scorecard.yml` of the sample: the exports' own declaration, as the settings schema wants it."""

from pathlib import Path

import yaml

from seeds.sample.export import Export
from seeds.sample.timeline import Timeline

ORGANIZATION = "Sample organization (synthetic)"


def source(export: Export) -> dict[str, object]:
    """One entry of `sources`; what is at its default is left out."""
    entry: dict[str, object] = {
        "id": export.id,
        "feed": export.feed,
        "format": export.format,
        "location": export.location,
        "columns": dict(export.columns),
        "constants": dict(export.constants),
        "values": {name: dict(codes) for name, codes in export.values.items()},
        "items": dict(export.items),
        "labels": dict(export.labels),
    }
    if export.labels:
        entry["responses"] = "labels"
    if export.time_zone != "UTC":
        entry["time_zone"] = export.time_zone
    if export.date_format != "iso":
        entry["date_format"] = export.date_format
    if export.sheet:
        entry["sheet"] = export.sheet
    if export.version_column:
        entry["version"] = {"column": export.version_column}
    return {name: value for name, value in entry.items() if value not in ({}, None)}


def write_settings(path: Path, exports: tuple[Export, ...], timeline: Timeline) -> Path:
    """Write the config beside the exports; its paths are relative to it."""
    settings = {
        "version": 1,
        "organization": ORGANIZATION,
        "as_of": str(timeline.as_of),
        "is_sample": True,
        "sources": [source(export) for export in exports],
    }
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(text, encoding="utf-8")
    return path
