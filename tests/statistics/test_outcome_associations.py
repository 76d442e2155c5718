"""A leader's earlier score and later outcomes: from cells and scores to the published row."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from orchestration.statistics import matched_balance, outcome_associations
from orchestration.statistics.linked import LookAheadError, linked
from tests.statistics.cases import warehouse

PULSE, ATTRITION, PROMOTION = "pulse_empathy_score", "voluntary_attrition_rate", "promotion_share"
MONTHS = pd.date_range("2025-01-01", periods=12, freq="MS")
QUARTERS = pd.date_range("2024-10-01", "2025-07-01", freq="QS")


def organization(leaders=60, slope=-0.5, grade="B", seed=1, looks_ahead=False, share=0.02):
    """Teams of 20 whose people leave in a month with a chance that hangs on the last quarter."""
    generator = np.random.default_rng(seed)
    names = [f"l{number:03d}" for number in range(leaders)]
    levels = generator.normal(0, 0.5, leaders)
    scores = pd.DataFrame(
        [
            (PULSE, name, start, 3.0 + level + generator.normal(0, 0.2), grade)
            for name, level in zip(names, levels, strict=True)
            for start in QUARTERS
        ],
        columns=["predictor_id", "leader_id", "window_start", "score", "confidence_grade"],
    )
    end = scores["window_start"] + pd.offsets.QuarterEnd(startingMonth=12)
    scores["window_end"] = end + pd.Timedelta(days=40) if looks_ahead else end
    scores["valid_from"] = end + pd.Timedelta(days=1)
    scores["valid_to"] = scores["valid_from"] + pd.DateOffset(months=3)
    known = scores.set_index(["leader_id", "valid_from"])["score"]
    cells = []
    for number, name in enumerate(names):
        for month in MONTHS:
            quarter = month.to_period("Q").start_time
            chance = expit(np.log(share) + slope * (known[name, quarter] - 3.0))
            for tenure in ("new", "long"):
                left = generator.binomial(10, chance * (1.5 if tenure == "new" else 1.0))
                role = "sales" if number % 2 else "support"
                cells.append((ATTRITION, name, month, role, "P1", tenure, 10.0, float(left)))
    columns = ["outcome_id", "leader_id", "month_start", "role_family", "job_level"]
    cells = pd.DataFrame(cells, columns=[*columns, "tenure_band", "trials", "events"])
    return warehouse(
        int_outcome_cells=pd.concat([cells, cells.assign(outcome_id=PROMOTION)]),
        int_leader_scores_lagged=scores,
        int_catalog_listed=pd.DataFrame(
            [(PULSE, "leader", "all", "quarter", "perception")],
            columns=["indicator_id", "scope_type", "construct", "period_grain", "claim_role"],
        ),
        int_leaders_dated=pd.DataFrame(
            {
                "leader_id": names,
                "role_family": ["support", "sales"] * (leaders // 2),
                "job_level": "M1",
                "hired_on": pd.Timestamp("2020-01-01"),
                "valid_from": pd.Timestamp("2020-01-01"),
                "valid_to": pd.Timestamp("2099-01-01"),
            }
        ),
        int_exposure_months=pd.DataFrame(
            {"leader_id": names, "month_start": MONTHS[0], "people_count": 20}
        ),
    )


def row(inputs, outcome=ATTRITION):
    table = outcome_associations.compute(inputs).set_index("outcome_id")
    return table.loc[outcome]


def test_the_ratio_that_the_exits_were_drawn_with_lies_in_its_band():
    found = row(organization())
    true = np.exp(-0.5 * found["predictor_step"])
    assert found["status"] == "estimated"
    assert found["association_lower"] < true < found["association_upper"] < 1
    assert found["effect_measure"] == "odds_ratio"
    assert found["leader_count"] == 60
    assert found["person_months"] == 60 * 12 * 20
    assert found["months_followed"] == 12
    assert found["e_value"] > found["e_value_of_limit"] > 1
    assert found["share_without_event"] == pytest.approx(
        (1 - found["event_count"] / found["person_months"]) ** 12, abs=0.005
    )


def test_a_score_enters_only_the_months_after_its_window():
    inputs = organization()
    dates = inputs.connection.execute(
        "select max(date_diff('day', scores.window_end, cells.month_start)), "
        "min(date_diff('day', scores.window_end, cells.month_start)) "
        "from intermediate.int_outcome_cells as cells "
        "inner join intermediate.int_leader_scores_lagged as scores "
        "on cells.leader_id = scores.leader_id and cells.month_start >= scores.valid_from "
        "and cells.month_start < scores.valid_to"
    ).fetchone()
    assert dates == (63, 1)
    assert linked(inputs, PULSE, ATTRITION, "B").cells.trials.sum() == 60 * 12 * 20


def test_a_window_that_is_still_open_when_the_month_begins_is_refused():
    with pytest.raises(LookAheadError, match=f"{PULSE} is no earlier than"):
        row(organization(looks_ahead=True))


def test_a_score_of_grade_c_enters_no_analysis_of_promotions():
    inputs = organization(grade="C")
    assert row(inputs, PROMOTION)["status_reason"] == "no_score_before_an_outcome"
    assert row(inputs, ATTRITION)["status"] == "estimated"


def test_the_family_is_as_large_as_declared_whatever_could_be_estimated():
    table = outcome_associations.compute(organization()).set_index("outcome_id")
    assert set(table["family_size"]) == {5}
    estimated = table[table["status"] == "estimated"]
    assert set(estimated.index) == {ATTRITION, PROMOTION}
    smallest = min(estimated["p_value"])
    assert min(estimated["p_adjusted"]) == pytest.approx(5 * smallest)
    assert table.loc["hr_incident_rate_per_100", "p_adjusted"] is None


def test_few_events_leave_no_count_behind():
    found = row(organization(share=0.0001))
    assert found["status_reason"] == "too_few_events"
    counts = ["association_estimate", "event_count", "leader_count", "share_without_event"]
    assert found[counts].isna().all()


def test_alike_leaders_are_compared_and_the_ratio_has_the_sign_of_the_regression():
    found = row(organization(leaders=200, slope=-1.0))
    assert found["matched_status"] == "estimated"
    assert found["largest_mean_difference"] < 0.1
    assert found["matched_upper"] < 1
    assert found["matched_lower"] < found["matched_estimate"] < found["matched_upper"]


def test_leaders_who_differ_before_carry_the_difference_and_no_ratio():
    inputs = organization()
    inputs.connection.execute(
        "update intermediate.int_leaders_dated set role_family = case when leader_id in ("
        "select leader_id from intermediate.int_leader_scores_lagged "
        "where valid_from = date '2025-01-01' order by score desc limit 12) "
        "then 'executive' else role_family end"
    )
    found = row(inputs)
    assert found["matched_status"] == "not_comparable"
    assert found[["matched_estimate", "matched_lower", "matched_upper"]].isna().all()


def test_the_balance_of_every_score_is_listed_by_covariate():
    table = matched_balance.compute(organization())
    assert set(table["covariate"]) == {"role_family: sales", "role_family: support"}
    assert set(table["predictor_id"]) == {PULSE}


def test_the_same_inputs_give_the_same_rows():
    first, second = (outcome_associations.compute(organization()) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
