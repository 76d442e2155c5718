"""How far leader scores lie from the truth, raw, shrunk, and adjusted for who rated them."""

import duckdb
import numpy as np
import pandas as pd

from orchestration.statistics.severity.model import fit
from orchestration.statistics.severity.workspace import duckdb_workspace

LEADERS, RATERS_EACH = 200, 6
LEADER_VARIANCE, RATER_VARIANCE, ERROR_VARIANCE = 0.15, 0.20, 0.40
MEAN = 3.2


def draw(rng: np.random.Generator, leaders_each: int) -> tuple[np.ndarray, pd.DataFrame]:
    """True scores, and ratings by raters who each rate `leaders_each` leaders."""
    truth = MEAN + rng.normal(0, np.sqrt(LEADER_VARIANCE), LEADERS)
    seats = np.repeat(np.arange(LEADERS), RATERS_EACH)
    rng.shuffle(seats)
    rater = np.arange(len(seats)) // leaders_each
    leniency = rng.normal(0, np.sqrt(RATER_VARIANCE), rater.max() + 1)
    error = rng.normal(0, np.sqrt(ERROR_VARIANCE), len(seats))
    ratings = pd.DataFrame(
        {
            "leader_id": [f"p_{number:03d}" for number in seats],
            "rater_id": [f"r_{number:04d}" for number in rater],
            "form_id": "form",
            "score": truth[seats] + leniency[rater] + error,
        }
    )
    return truth, ratings


def errors(leaders_each: tuple[int, ...], organizations: int, seed: int) -> pd.DataFrame:
    """leaders_each, raw, shrunk, adjusted: root mean squared error in scale points."""
    found = []
    for each in leaders_each:
        rng = np.random.default_rng([seed, each])
        truths, frames = [], []
        for number in range(organizations):
            truth, ratings = draw(rng, each)
            truths.append(truth)
            frames.append(ratings.assign(stratum_id=f"o_{number:03d}"))
        known = pd.DataFrame(
            {
                "stratum_id": np.repeat([f"o_{n:03d}" for n in range(organizations)], LEADERS),
                "leader_id": [f"p_{n:03d}" for n in range(LEADERS)] * organizations,
                "truth": np.concatenate(truths),
            }
        )
        with duckdb.connect() as connection:
            connection.register("drawn", pd.concat(frames))
            connection.execute("create table ratings as select * from drawn")
            with duckdb_workspace(connection) as work:
                fit(work, "ratings")
                scores = connection.execute(f"select * from {work.name('leaders')}").df()
        both = scores.merge(known, on=["stratum_id", "leader_id"])
        found.append(
            {"leaders_each": each}
            | {
                name: float(np.sqrt(((both[f"{name}_mean"] - both["truth"]) ** 2).mean()))
                for name in ("raw", "shrunk", "adjusted")
            }
        )
    return pd.DataFrame(found)
