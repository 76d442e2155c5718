"""The same job on files that nobody here wrote, against numbers computed without its code."""

import secrets
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy import stats

from orchestration.extract.identity import Pseudonyms
from orchestration.locations import Home
from tests.conftest import Organization
from tests.end_to_end.real_organization import FEVS, FEVS_ITEMS, INSTEVAL, write_real_organization

KEY = secrets.token_hex(32)
MIN_RATERS = 5
LARGEST_TABLED_DF = 200
PRINTED = 0.005 + 1e-9  # half a unit of the last of the two decimals that the catalog states


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Organization:
    """The university and the agencies, published."""
    folder = tmp_path_factory.mktemp("real")
    made = Organization(write_real_organization(folder), Home(folder / "home"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORECARD_PSEUDONYM_KEY", KEY)
        run = made.scorecard("run")
    assert run.returncode == 0, run.stdout + run.stderr
    return made


def ratings(name: str) -> pd.DataFrame:
    """One row a rating: leader, unit, score; read with pandas alone."""
    if name == "empathy_360_score":
        read = pd.read_csv(INSTEVAL, dtype=str)
        return pd.DataFrame(
            {
                "leader": "lecturer_" + read["d"],
                "unit": "department_" + read["dept"],
                "business_unit": "university",
                "score": read["y"].astype(float),
            }
        )
    read = pd.read_csv(FEVS, dtype=str, keep_default_na=False)
    return pd.DataFrame(
        {
            "leader": "head_of_" + read["LEVEL1"],
            "unit": read["LEVEL1"],
            "business_unit": read["AGENCY"],
            "score": read[FEVS_ITEMS].astype(float).mean(axis=1),
        }
    )


def leaders(rated: pd.DataFrame) -> pd.DataFrame:
    """Mean, raters and band of each leader with enough raters, on the pooled within-leader SD."""
    by_leader = rated.groupby(["leader", "unit", "business_unit"])["score"]
    found = by_leader.agg(["mean", "count"]).reset_index()
    shown = found[found["count"] >= 3]
    within = rated[rated["leader"].isin(shown["leader"])]
    centered = within["score"] - within.groupby("leader")["score"].transform("mean")
    degrees = len(within) - len(shown)
    spread = np.sqrt((centered**2).sum() / degrees)
    half = stats.t.ppf(0.975, min(degrees, LARGEST_TABLED_DF)) * spread / np.sqrt(shown["count"])
    return shown.assign(lower=shown["mean"] - half, upper=shown["mean"] + half)


def published(real: Organization, indicator: str, scope: str) -> pd.DataFrame:
    database = real.home.current / "people_partner" / "scorecard.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select scope_id, estimate, lower, upper, rater_count, is_suppressed, cell_state"
            " from fct_people_health where indicator_id = $1 and scope_type = $2"
            " and construct = 'all' and period_grain = 'quarter'"
            " and period_start = date '2018-04-01'",
            [indicator, scope],
        ).df()


INDICATORS = ["empathy_360_score", "pulse_empathy_score"]


@pytest.mark.parametrize(("indicator", "count"), [(INDICATORS[0], 1128), (INDICATORS[1], 233)])
def test_each_leaders_mean_and_band(
    real: Organization, tmp_path: Path, indicator: str, count: int
) -> None:
    pseudonyms = Pseudonyms(KEY.encode(), tmp_path / "identity.duckdb")
    expected = leaders(ratings(indicator))
    expected["scope_id"] = expected["leader"].map(pseudonyms.of)
    both = published(real, indicator, "leader").merge(expected, on="scope_id")
    enough = both[both["count"] >= MIN_RATERS]
    few = both[both["count"] < MIN_RATERS]
    hiding = enough["cell_state"] == "withheld_complementary"
    assert len(enough) == count and hiding.sum() <= len(few)
    assert (enough["estimate"].isna() == hiding).all()
    assert few["is_suppressed"].all() and few["estimate"].isna().all()
    enough = enough[~hiding]
    assert (enough["rater_count"] == enough["count"]).all()
    for ours, theirs in (("estimate", "mean"), ("lower_x", "lower_y"), ("upper_x", "upper_y")):
        assert np.abs(enough[ours] - enough[theirs]).max() <= PRINTED, ours


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize(
    ("scope", "column"), [("company", None), ("business_unit", "business_unit")]
)
def test_a_groups_number_is_the_mean_of_its_leaders(
    real: Organization, indicator: str, scope: str, column: str | None
) -> None:
    found = leaders(ratings(indicator)).assign(company="company")
    expected = found.groupby(column or "company")["mean"].mean().rename("expected")
    shown = published(real, indicator, scope).query("estimate.notna()").set_index("scope_id")
    both = shown.join(expected)
    assert len(both) == (1 if column is None or indicator == INDICATORS[0] else 45)
    assert np.abs(both["estimate"] - both["expected"]).max() <= PRINTED


def test_every_row_of_the_files_is_accounted_for(real: Organization) -> None:
    database = real.home.current / "auditor" / "scorecard.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        counted = connection.execute(
            "select source_id, disposition, row_count from fct_data_quality where row_count > 0"
        ).fetchall()
    assert sorted(counted) == [
        ("agency_answers", "accepted", 101_881 * len(FEVS_ITEMS)),
        ("agency_roster", "accepted", 234),
        ("agency_roster", "duplicate", 101_881 - 234),
        ("university_ratings", "accepted", 73_421),
        ("university_roster", "accepted", 1_128),
        ("university_roster", "duplicate", 73_421 - 1_128),
    ]
