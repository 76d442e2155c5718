"""Writes each audience's page into a release being staged. The only module here that writes.

The folder holds the verdict, the manifest and the audiences' databases; sealing it and taking
its hashes comes after.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from orchestration.report import auditor, executive, people_partner

Render = Callable[[Path, dict, str], str]

PAGES: Mapping[str, Render] = MappingProxyType(
    {
        "executive": executive.render,
        "people_partner": people_partner.render,
        "auditor": auditor.render,
    }
)


def write_reports(folder: Path, organization: str = "") -> None:
    """Write `<audience>/report/index.html` for every audience that has a database in `folder`."""
    verdict = json.loads((folder / "verdict.json").read_text(encoding="utf-8"))
    for audience, render in PAGES.items():
        database = folder / audience / "scorecard.duckdb"
        if database.exists():
            page = folder / audience / "report" / "index.html"
            page.parent.mkdir()
            page.write_text(render(database, verdict, organization), encoding="utf-8", newline="\n")
