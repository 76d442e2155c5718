"""The simulation study: every part, at one size, as one record of numbers."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from orchestration.extract.load import load_sources
from orchestration.locations import Home
from orchestration.settings import load_settings
from orchestration.statistics.alerts import rules_in_force
from orchestration.statistics.inputs import Inputs
from seeds.sample.generate import generate
from tests.validation import alerts_study, pilot_study, severity_study
from tests.validation.organizations import Organization, organizations
from tests.validation.pipeline import Pipeline
from tests.validation.rater_counts import coverage

AS_OF = date(2025, 12, 31)
PEOPLE, LEADERS_EACH, DROPS = (3, 5, 10, 30), (1, 2, 4, 8, 20), (0.4, 0.6, 0.8)
CARRIED = 0.3
SEED = 20261126


@dataclass(frozen=True)
class Size:
    """How much is simulated."""

    leaders: int
    null_organizations: int
    case_organizations: int
    severity_organizations: int
    teams: int
    alert_repeats: int
    pilots: int
    workers: int = 2


FULL = Size(4000, 200, 16, 40, 1000, 10, 20_000)
SMALL = Size(1000, 2, 1, 12, 500, 2, 4_000)


def run(size: Size, tell: Callable[[str], None]) -> dict[str, object]:
    """Every part; `tell` is called with what comes next. Plain lists and numbers, for JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tell("compiling the models")
        pipeline = Pipeline(folder / "compiled", AS_OF)
        tell("bands by the number of people behind them")
        with pipeline.opened(_one_warehouse(folder)) as connection:
            pipeline.build(connection, ["fct_claims"])
            covered = coverage(pipeline, connection, PEOPLE, size.leaders, SEED)
            rules = rules_in_force(Inputs(connection, AS_OF))
        tell(f"{size.null_organizations} organizations in which training did nothing")
        null = _organizations(pipeline, folder, "null", size.null_organizations, size.workers)
        tell(f"{size.case_organizations} organizations of the case")
        case = _organizations(pipeline, folder, "case", size.case_organizations, size.workers)
    tell("rater severity")
    severity = severity_study.errors(LEADERS_EACH, size.severity_organizations, SEED)
    tell("alerts")
    alerts = alerts_study.measure(rules, size.teams, size.alert_repeats, DROPS, CARRIED, SEED)
    tell("power of a pilot")
    stated, found = pilot_study.power_curve(size.pilots, SEED)
    return {
        "size": asdict(size),
        "coverage": covered.to_dict("records"),
        "null": _claims(null),
        "case": {"claims": _claims(case), "coverage": published_coverage(case)},
        "severity": severity.to_dict("records"),
        "alerts": asdict(alerts) | {"detection": alerts.detection.to_dict("records")},
        "pilot": {"detectable": stated, "found": found.to_dict("records")},
    }


def published_coverage(found: list[Organization]) -> list[dict[str, object]]:
    """How often published bands above the leader hold the truth, by indicator."""
    cells = pd.concat(one.cells for one in found)
    cells = cells[cells["scope_type"] != "leader"].dropna(subset=["lower", "upper"])
    held = (cells["lower"] <= cells["value"]) & (cells["value"] <= cells["upper"])
    grouped = cells.assign(held=held).groupby("indicator_id")["held"]
    return [
        {"indicator_id": name, "bands": int(count), "covered": float(share)}
        for name, count, share in grouped.agg(["count", "mean"]).itertuples()
    ]


def _organizations(
    pipeline: Pipeline, folder: Path, scenario: str, count: int, workers: int
) -> list[Organization]:
    return organizations(pipeline, folder, scenario, range(1, count + 1), workers)


def _claims(found: list[Organization]) -> dict[str, object]:
    """How many organizations reach each claim level, and their share of improved leaders."""
    levels = np.array([one.claim_level for one in found])
    improved = np.array([one.improved_share for one in found], dtype=float)
    return {
        "organizations": len(found),
        "by_level": {str(level): int((levels == level).sum()) for level in range(5)},
        "improved_share": float(np.nanmean(improved)),
        "improved_share_95th": float(np.nanquantile(improved, 0.95)),
    }


def _one_warehouse(folder: Path) -> Path:
    """The raw tables of one organization, whose models are then fed with draws."""
    report = generate(folder / "exports", as_parquet=True)
    home = Home(folder / "home").ensure()
    load_sources(load_settings(report.settings), report.settings, home)
    shutil.rmtree(folder / "exports")
    return home.warehouse
