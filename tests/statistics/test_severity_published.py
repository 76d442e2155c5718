"""Rater severity reproduces Penicillin and InstEval, by the very code of the pipeline."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.statistics.severity.effects import prepare, solve
from orchestration.statistics.severity.graph import connect
from orchestration.statistics.severity.moments import Components, crossed, sums
from orchestration.statistics.severity.ratings import sum_up
from orchestration.statistics.severity.workspace import duckdb_workspace
from tests.statistics.severity_cases import (
    INSTEVAL,
    PENICILLIN,
    fitted,
    insteval,
    penicillin,
    published,
)


def close(case, name):
    value, tolerance = published(case, name)
    return pytest.approx(value, abs=tolerance)


@pytest.fixture(scope="module")
def reml():
    """InstEval solved under lme4's own variances: effect and PEV of each instructor, mean."""
    names = ("reml_var_instructor", "reml_var_rater", "reml_var_resid")
    variances = Components(*(published(INSTEVAL, name)[0] for name in names))
    with duckdb.connect() as connection:
        connection.register("given", insteval())
        connection.execute("create table ratings as from given")
        with duckdb_workspace(connection) as work:
            sum_up(work, "ratings")
            prepare(work, {1: variances}, has_raters=True)
            solve(work, "crossed", has_raters=True, tolerance=1e-9)
            found = connection.execute(
                work.filled(
                    "select cast(leader_id as int) as d, effect, inverse from {crossed} as crossed "
                    "inner join {seats} as seats on crossed.unit = seats.leader"
                )
            ).df()
            ((mean,),) = work.fetch(
                "select mean_score + effect from {forms} as forms "
                "inner join {crossed} as crossed on crossed.unit = -forms.form"
            )
    return found.assign(pev=variances.error * found["inverse"]).set_index("d"), mean


def test_balanced_ratings_have_the_variances_of_reml():
    (stratum,), _ = fitted(penicillin())
    found = stratum.components
    for name, value in {"plate": found.leader, "sample": found.rater, "resid": found.error}.items():
        assert value == close(PENICILLIN, f"mom_var_{name}")
        assert value**0.5 == close(PENICILLIN, f"sd_{name}")
    assert stratum.mean == close(PENICILLIN, "mu")


def test_variances_of_73421_ratings_are_those_of_the_moments_and_near_reml():
    (stratum,), _ = fitted(insteval())
    names = {"instructor": "leader", "rater": "rater", "resid": "error"}
    for name, side in names.items():
        value = getattr(stratum.components, side)
        assert value == close(INSTEVAL, f"mom_var_{name}")
        assert value == pytest.approx(published(INSTEVAL, f"reml_var_{name}")[0], rel=0.05)


def test_effects_under_the_moments_variances_are_those_of_lme4():
    (stratum,), leaders = fitted(insteval())
    lme4 = pd.read_csv(INSTEVAL / "lme4_blup_instructor.csv", dtype={"d": str}).set_index("d")
    found = leaders.loc["all", "adjusted_mean"].reindex(lme4.index) - stratum.mean
    assert len(found) == 1128
    assert np.corrcoef(found, lme4["blup"])[0, 1] > 0.99999
    assert np.abs(found - lme4["blup"]).max() < 0.0125


def test_effects_under_lme4s_variances_are_lme4s(reml):
    found, mean = reml
    lme4 = pd.read_csv(INSTEVAL / "lme4_blup_instructor.csv").set_index("d")
    assert np.abs(found["effect"] - lme4["blup"]).max() < 1e-5
    assert mean == close(INSTEVAL, "mu")
    for instructor in (1, 6, 7):
        assert found.loc[instructor, "effect"] == close(INSTEVAL, f"blup_instructor_{instructor}")


def test_standard_errors_are_near_the_exact_ones(reml):
    exact = pd.read_csv(INSTEVAL / "exact_condvar_instructor.csv").set_index("d")["condvar"]
    ratio = np.sqrt(reml[0]["pev"] / exact)
    assert ratio.min() == close(INSTEVAL, "pev_ratio_min")
    assert ratio.max() == close(INSTEVAL, "pev_ratio_max")


def test_labels_spread_over_insteval_in_a_few_rounds():
    with duckdb.connect() as connection:
        connection.register("given", insteval())
        connection.execute("create table ratings as from given")
        with duckdb_workspace(connection) as work:
            sum_up(work, "ratings")
            prepare(work, {1: crossed(sums(work)[1])}, has_raters=True)
            assert connect(work) <= 4
            assert work.fetch("select max(component), max(leaders) from {components}") == [
                (1, 1128)
            ]
