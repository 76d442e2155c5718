"""How often a leader's band holds the truth, by how many people stand behind it.

Ratings, sightings and events are drawn from the numbers that the sample organization is drawn from,
and put where the pipeline's own models read them; the bands are those of the pipeline's SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from seeds.sample.parameters import Parameters
from tests.validation.pipeline import Pipeline

DRAWN = Parameters()
ITEMS, TRIALS_PER_OBSERVER, MONTHS = 12, 10, 12
QUARTER, DAY, MONTH = "2025-10-01", "2025-11-15", "2025-11-01"


@dataclass(frozen=True)
class Kind:
    """One kind of band. draw: (rng, leaders, people) -> true values, rows per input model.

    indicator: the model that gives the band; grain: of the period that is read.
    """

    name: str
    indicator: str
    grain: str
    bands: tuple[tuple[str, str, str], ...]
    draw: Callable[[np.random.Generator, int, int], tuple[np.ndarray, dict[str, pd.DataFrame]]]


def leader_ids(leaders: int) -> np.ndarray:
    """Ids of simulated leaders, in order."""
    return np.array([f"p_{number:05d}" for number in range(leaders)])


def ratings(
    rng: np.random.Generator, leaders: int, people: int
) -> tuple[np.ndarray, dict[str, pd.DataFrame]]:
    """Scores of `people` raters for each leader: leniency, halo, and noise on each whole answer."""
    truth = np.clip(rng.normal(DRAWN.empathy_level, DRAWN.empathy_spread, leaders), 1.9, 4.1)
    shape = (leaders, people)
    rater = DRAWN.leniency_width * rng.uniform(-1, 1, shape)
    rater += DRAWN.halo_width * rng.uniform(-1, 1, shape)
    latent = (truth[:, None] + rater)[..., None]
    latent = latent + DRAWN.noise_width * rng.uniform(-1, 1, (*shape, ITEMS))
    whole = np.floor(latent)
    answers = np.clip(whole + (rng.random(latent.shape) < latent - whole), 1, 5)
    rows = pd.DataFrame(
        {
            "leader_id": np.repeat(leader_ids(leaders), people),
            "rater_id": [f"r_{number}" for number in range(leaders * people)],
            "score": answers.mean(axis=2).ravel(),
        }
    ).assign(
        survey_id="360",
        wave_id="2025-11",
        wave_month=pd.Timestamp(MONTH),
        indicator_id="empathy_360_score",
        instrument_id="E360",
        instrument_version="1",
        construct="all",
        rater_group="direct_reports",
        answered_count=ITEMS,
        applicable_count=ITEMS,
        submitted_on=pd.Timestamp(DAY),
    )
    return truth, {"int_raters_eligible": rows}


def sightings(
    rng: np.random.Generator, leaders: int, people: int
) -> tuple[np.ndarray, dict[str, pd.DataFrame]]:
    """Micro-actions seen by `people` observers of each leader, each severe in an own way."""
    truth = rng.normal(DRAWN.behavior_level, DRAWN.behavior_spread, leaders).clip(0.1, 0.9)
    severity = DRAWN.observer_severity_width * rng.uniform(-1, 1, (leaders, people))
    seen = rng.binomial(TRIALS_PER_OBSERVER, np.clip(truth[:, None] + severity, 0, 1))
    rows = pd.DataFrame(
        {
            "leader_id": np.repeat(leader_ids(leaders), people),
            "observer_id": [f"o_{number}" for number in range(leaders * people)],
            "successes": seen.ravel().astype(float),
        }
    ).assign(
        indicator_id="observed_behavior_share",
        construct="listening",
        occurred_on=pd.Timestamp(DAY),
        is_counted=True,
        trials=float(TRIALS_PER_OBSERVER),
    )
    return truth, {"int_share_trials_dated": rows}


def events(
    rng: np.random.Generator, leaders: int, people: int
) -> tuple[np.ndarray, dict[str, pd.DataFrame]]:
    """Incidents in teams of `people` over a year."""
    spread = rng.normal(0, DRAWN.empathy_spread, leaders)
    truth = DRAWN.incident_rate * np.exp(DRAWN.incident_log_slope * spread)
    counts = rng.poisson(truth / 100 * people)
    ids = leader_ids(leaders)
    months = pd.DataFrame({"month_start": pd.date_range("2025-01-01", periods=MONTHS, freq="MS")})
    exposure = pd.DataFrame({"leader_id": ids}).merge(months, how="cross")
    exposure = exposure.assign(person_months=float(people), people_count=people)
    happened = pd.DataFrame({"leader_id": np.repeat(ids, counts)}).assign(
        indicator_id="hr_incident_rate_per_100", occurred_on=pd.Timestamp(DAY)
    )
    return truth, {"int_exposure_months": exposure, "int_rate_events_dated": happened}


KINDS = (
    Kind(
        "mean of ratings",
        "int_empathy_360_score",
        "quarter",
        (("raw", "lower", "upper"), ("empirical Bayes", "shrunk_lower", "shrunk_upper")),
        ratings,
    ),
    Kind(
        "share of sightings",
        "int_observed_behavior_share",
        "quarter",
        (("raw", "lower", "upper"),),
        sightings,
    ),
    Kind(
        "rate of events",
        "int_hr_incident_rate_per_100",
        "year",
        (("exact", "lower", "upper"),),
        events,
    ),
)


def coverage(
    pipeline: Pipeline,
    connection: duckdb.DuckDBPyConnection,
    people_counts: tuple[int, ...],
    leaders: int,
    seed: int,
) -> pd.DataFrame:
    """kind, band, people, leaders, covered (share of bands that hold the truth), width (mean).

    connection: a built organization, whose input models are replaced.
    """
    found = []
    for kind in KINDS:
        for people in people_counts:
            rng = np.random.default_rng([seed, people, len(kind.name)])
            truth, inputs = kind.draw(rng, leaders, people)
            for name, rows in inputs.items():
                _replace(connection, pipeline.models[name].relation, rows)
            pipeline.rebuild(connection, kind.indicator, tuple(inputs))
            bands = connection.execute(
                f"select * from {pipeline.models[kind.indicator].relation} "
                "where scope_type = 'leader' and construct = 'all' and period_grain = $1 "
                "order by scope_id",
                [kind.grain],
            ).df()
            value = pd.Series(truth, leader_ids(leaders)).reindex(bands["scope_id"]).to_numpy()
            for band, lower, upper in kind.bands:
                held = (bands[lower] <= value) & (value <= bands[upper])
                width = (bands[upper] - bands[lower]).mean()
                found.append((kind.name, band, people, len(bands), held.mean(), width))
    return pd.DataFrame(found, columns=["kind", "band", "people", "leaders", "covered", "width"])


def _replace(connection: duckdb.DuckDBPyConnection, relation: str, rows: pd.DataFrame) -> None:
    """A table with the columns of the model and these rows in it."""
    connection.execute(f"create or replace temp table shape as select * from {relation} limit 0")
    (kind,) = connection.execute(
        "select table_type from information_schema.tables where table_schema || '.' || table_name "
        "= replace(replace($1, '\"', ''), 'warehouse.', '')",
        [relation],
    ).fetchone()
    connection.execute(f"drop {'view' if kind == 'VIEW' else 'table'} {relation}")
    connection.execute(f"create table {relation} as select * from shape")
    connection.register("drawn", rows)
    connection.execute(f"insert into {relation} by name select * from drawn")
    connection.unregister("drawn")
