"""Whole synthetic organizations through the whole pipeline, and what it published of each."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from orchestration.extract.load import load_sources
from orchestration.locations import Home
from orchestration.settings import load_settings
from seeds.sample.generate import generate
from tests.validation.pipeline import Pipeline

CELLS = """
select indicator_id, construct, scope_type, scope_id, period_grain, period_start, estimate, lower,
    upper, rater_count
from marts.fct_{panel}
where cell_state = 'value' and estimate is not null
"""
PANELS = ("people_health", "behavior_change", "risk_indicators")
KEYS = ["indicator_id", "construct", "scope_type", "scope_id", "period_grain", "period_start"]


@dataclass(frozen=True)
class Organization:
    """What was published of one organization. claim_level: the highest of any claim.

    cells: published values with the truth beside them, where the truth is known.
    """

    seed: int
    scenario: str
    claim_level: int
    improved_share: float | None
    cells: pd.DataFrame


def organizations(
    pipeline: Pipeline, folder: Path, scenario: str, seeds: range, workers: int
) -> list[Organization]:
    """Simulate, run and read one organization for each seed, in processes of their own."""
    one = partial(_organization, pipeline, folder, scenario)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(one, seeds))


def _organization(pipeline: Pipeline, folder: Path, scenario: str, seed: int) -> Organization:
    place = folder / f"{scenario}_{seed}"
    report = generate(place / "exports", seed=seed, scenario=scenario, as_parquet=True)
    home = Home(place / "home").ensure()
    load_sources(load_settings(report.settings), report.settings, home)
    truth = pd.DataFrame(pd.read_json(report.truth, typ="series")["values"])
    with pipeline.opened(home.warehouse) as connection:
        pipeline.build(connection, [f"fct_{panel}" for panel in PANELS] + ["fct_claims"])
        cells = connection.execute(
            " union all ".join(CELLS.format(panel=panel) for panel in PANELS)
        ).df()
        (level,) = connection.execute("select max(claim_level) from marts.fct_claims").fetchone()
        improved = connection.execute(
            """
            select arg_max(estimate, period_start) from marts.fct_behavior_change
            where indicator_id = 'leaders_improved_share' and scope_type = 'company'
                and period_grain = 'month' and cell_state = 'value'
            """
        ).fetchone()[0]
    shutil.rmtree(place)
    cells["period_start"] = pd.to_datetime(cells["period_start"]).dt.strftime("%Y-%m-%d")
    return Organization(seed, scenario, level, improved, cells.merge(truth, on=KEYS))
