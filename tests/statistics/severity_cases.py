"""Ratings to fit: the published cases, and draws from the model itself."""

import json

import duckdb
import numpy as np
import pandas as pd

from orchestration.statistics.severity.model import Stratum, fit
from orchestration.statistics.severity.workspace import duckdb_workspace
from tests.conftest import SHARED

PENICILLIN = SHARED / "acceptance" / "10_crossed_re_penicillin"
INSTEVAL = SHARED / "acceptance" / "12_crossed_re_insteval"


def published(case, name):
    """Expected value and tolerance."""
    found = json.loads((case / "expected.json").read_text())["values"][name]
    return found["expected"], found["tolerance"]


def ratings(leader, rater, score, form="one", stratum="all"):
    """Ratings in the columns that the fit takes."""
    rows = pd.DataFrame({"leader_id": leader, "rater_id": rater, "score": score})
    rows[["leader_id", "rater_id"]] = rows[["leader_id", "rater_id"]].astype(str)
    return rows.assign(score=rows["score"].astype(float), form_id=form, stratum_id=stratum)


def insteval():
    rows = pd.read_csv(INSTEVAL / "input.csv")
    return ratings(rows["d"], rows["s"], rows["y"])


def penicillin():
    rows = pd.read_csv(PENICILLIN / "input.csv")
    return ratings(rows["plate"], rows["sample"], rows["diameter"])


def drawn(rng, leaders, raters_each, leaders_each, va=0.15, vb=0.20, ve=0.40):
    """Ratings and the leaders' true effects: each rater rates about `leaders_each` leaders."""
    leader = np.repeat(np.arange(leaders), raters_each)
    raters = len(leader) // leaders_each
    rater = rng.permutation(np.arange(len(leader)) % raters)
    truth = rng.normal(0, va**0.5, leaders)
    severity = rng.normal(0, vb**0.5, raters)
    noise = rng.normal(0, ve**0.5, len(leader))
    return ratings(leader, rater, 3 + truth[leader] + severity[rater] + noise), truth


def fitted(rows, tolerance=1e-9) -> tuple[list[Stratum], pd.DataFrame]:
    """Strata, and leaders by id."""
    with duckdb.connect() as connection:
        connection.register("given", rows)
        connection.execute("create table ratings as from given")
        with duckdb_workspace(connection) as work:
            strata = fit(work, "ratings", tolerance)
            leaders = connection.execute(work.filled("select * from {leaders}")).df()
    return strata, leaders.set_index(["stratum_id", "leader_id"]).sort_index()
