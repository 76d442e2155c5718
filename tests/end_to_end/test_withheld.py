"""Who holds every published number of a panel works out none that is withheld for too few people.

The attacker knows where each leader stood, takes each number as a sum over its leaders, and may add
and subtract at will. Only numpy is used: not the code that decided what to withhold.
"""

import duckdb
import numpy as np
import pytest

PANELS = ("people_health", "behavior_change", "risk_indicators")
GROUPS = ("leader_id", "org_unit_id", "cohort_id", "business_unit", "company")
SCOPES = ("leader", "org_unit", "cohort", "business_unit", "company")


@pytest.fixture(scope="module")
def tables(demo):
    """Measured rows of each indicator, construct and period, with those in post then."""
    with duckdb.connect(str(demo.home.warehouse), read_only=True) as connection:
        cells = connection.execute(
            " union all by name ".join(f"select * from marts.fct_{one}" for one in PANELS)
        ).df()
        places = connection.execute("from intermediate.int_leader_places").df()
    places["company"] = "company"
    periods = dict(list(places.groupby(["period_grain", "period_start"])))
    cells = cells[cells["rater_count"].notna() | cells["is_suppressed"]]
    keys = ["indicator_id", "construct", "period_grain", "period_start"]
    return [(table, periods[key[2:]]) for key, table in cells.groupby(keys)]


def sums(table, places):
    """The rows of a table over those in post; the smallest scope reported stands for itself."""
    scopes = [one for one in SCOPES if one in set(table["scope_type"])]
    columns = [GROUPS[SCOPES.index(one)] for one in scopes]
    measured = set(table.loc[table["scope_type"] == scopes[0], "scope_id"])
    parts = places[columns].drop_duplicates()
    parts = parts[parts[columns[0]].isin(measured)]
    return np.array(
        [
            (parts[GROUPS[SCOPES.index(scope)]] == scope_id).to_numpy(dtype=float)
            for scope, scope_id in zip(table["scope_type"], table["scope_id"], strict=True)
        ]
    )


def worked_out(table, places, is_hidden):
    """How many rows of too few the shown rows give, with weights that were found for them."""
    vectors = sums(table, places)
    of_few = table["suppression_reason"].str.startswith("too_few", na=False).to_numpy()
    sought = vectors[of_few & vectors.any(axis=1)]
    shown = vectors[~is_hidden]
    if not len(sought) or not len(shown):
        return 0
    weights = np.linalg.lstsq(shown.T, sought.T, rcond=None)[0]
    return int(np.isclose(shown.T @ weights, sought.T, atol=1e-6).all(axis=0).sum())


def test_no_number_of_too_few_can_be_worked_out(tables):
    hidden = [(table, places, table["is_suppressed"].to_numpy()) for table, places in tables]
    assert sum(worked_out(*one) for one in hidden) == 0


def test_many_could_be_if_nothing_was_withheld_for_their_sake(tables):
    for_themselves = [
        (table, places, table["suppression_reason"].str.startswith("too_few", na=False).to_numpy())
        for table, places in tables
    ]
    assert sum(worked_out(*one) for one in for_themselves) > 100


def test_four_fifths_of_the_groups_numbers_are_still_shown(tables):
    rows = [table[table["scope_type"].isin(["cohort", "business_unit"])] for table, _ in tables]
    hiding = sum((one["suppression_reason"] == "hides_another_number").sum() for one in rows)
    assert 0 < hiding < 0.2 * sum(len(one) for one in rows)
