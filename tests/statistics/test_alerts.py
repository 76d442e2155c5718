"""The table of alerts: a row for each reading, one family a run, thresholds from their rows."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.locations import REFERENCE_SEEDS
from orchestration.statistics.alerts import compute, raised, rules_in_force
from orchestration.statistics.inputs import Inputs

MONTHS = pd.date_range("2024-01-01", periods=14, freq="MS")
TEAMS = 30


def signals(readings, signal):
    """Rows of `int_signals_summed` for teams x months of readings."""
    team, month = np.indices(readings.shape).reshape(2, -1)
    return pd.DataFrame(
        {
            "org_unit_id": [f"u{number:02d}" for number in team],
            "signal": signal,
            "period_start": MONTHS[month].date,
            "mean_value": readings.ravel(),
            "fewest_people": 7,
            "mean_people": 8.0,
        }
    )


@pytest.fixture
def readings():
    """Teams x months in which the first falls by a point from November 2024 on."""
    rng = np.random.default_rng(5)
    drawn = 3.5 + rng.normal(0, 0.2, (TEAMS, 1)) + rng.normal(0, 0.2, (TEAMS, len(MONTHS)))
    drawn[0, 10:] -= 1.0
    return drawn


@pytest.fixture
def inputs(readings):
    """A build with two signals and the incidents of each team; the second has one in the last."""
    connection = duckdb.connect()
    for schema in ("intermediate", "reference"):
        connection.execute(f"create schema {schema}")
    path = REFERENCE_SEEDS / "thresholds.csv"
    connection.execute(f"create table reference.thresholds as from read_csv('{path}')")
    calm = np.random.default_rng(8).normal(3.0, 0.2, readings.shape)
    mood, pace = signals(readings, "mood"), signals(calm, "pace")
    mood.loc[(mood.org_unit_id == "u03"), "fewest_people"] = 4
    mood = mood[~((mood.org_unit_id == "u04") & (mood.period_start == date(2025, 2, 1)))]
    given = pd.concat([mood, pace])
    cases = mood[["org_unit_id", "period_start"]].assign(person_months=8.0, case_count=0)
    cases.loc[cases.org_unit_id == "u01", "case_count"] = 1
    cases.loc[
        cases.org_unit_id.eq("u01") & cases.period_start.ge(date(2025, 1, 1)), "case_count"
    ] = 9
    connection.register("given", given)
    connection.register("cases", cases)
    connection.execute("create table intermediate.int_signals_summed as from given")
    connection.execute("create table intermediate.int_incidents_summed as from cases")
    yield Inputs(connection, date(2025, 2, 28))
    connection.close()


def test_a_row_for_each_reading_and_none_where_there_is_none(inputs):
    found = compute(inputs)
    assert not found.duplicated(["org_unit_id", "signal", "period_start"]).any()
    assert len(found) == 3 * TEAMS * len(MONTHS) - 2
    missing = found[(found.org_unit_id == "u04") & (found.period_start == "2025-02-01")]
    assert set(missing.signal) == {"pace"}


def test_the_team_that_fell_and_the_one_with_incidents_are_raised_and_nobody_else(inputs):
    found = compute(inputs)
    told = found[found.alert_state == "raised"]
    assert set(zip(told.org_unit_id, told.signal, told.alert_reason, strict=True)) == {
        ("u00", "mood", "decline_persists"),
        ("u01", "hr_incidents", "more_incidents_than_expected"),
    }
    assert told[told.signal == "mood"].period_start.min() >= pd.Timestamp("2024-12-01")
    assert told[told.signal == "mood"].effect.iloc[-1] == pytest.approx(1.0, abs=0.3)


def test_all_that_is_judged_in_a_month_is_one_family(inputs):
    found = compute(inputs)
    last = found[found.period_start == "2025-02-01"]
    tested = last[last.p_value.notna()]
    assert set(tested.family_size) == {len(tested)}
    assert set(tested.signal) == {"mood", "pace", "hr_incidents"}
    assert set(last[last.p_value.isna()].family_size) == {0}
    assert set(last[last.org_unit_id.eq("u03") & last.signal.eq("mood")].alert_reason) == {
        "too_few_people"
    }
    first = found[found.period_start == "2024-03-01"]
    assert set(first.alert_reason) == {"baseline_too_short", "too_few_people"}


def test_what_simulations_call_is_what_the_build_runs(inputs, readings):
    inputs.connection.execute("delete from intermediate.int_signals_summed where signal = 'pace'")
    inputs.connection.execute("delete from intermediate.int_incidents_summed")
    people = np.full(readings.shape, 8.0)
    people[3] = 0
    readings[4, 13] = np.nan
    found = compute(inputs).pivot(index="org_unit_id", columns="period_start", values="alert_state")
    expected = raised(readings, people, rules_in_force(inputs))
    np.testing.assert_array_equal((found == "raised").to_numpy(), expected)
    assert expected.any()


def test_a_threshold_in_force_is_one_that_counts(inputs):
    inputs.connection.execute(
        "update reference.thresholds set value = 2.0 where threshold_id = 'alert_min_effect'"
    )
    found = compute(inputs)
    fallen = found[(found.org_unit_id == "u00") & (found.signal == "mood")]
    assert fallen.alert_reason.iloc[-1] == "too_small_to_matter"
    assert (fallen.alert_state != "raised").all()


def test_without_readings_there_are_no_rows(inputs):
    for table in ("int_signals_summed", "int_incidents_summed"):
        inputs.connection.execute(f"delete from intermediate.{table}")
    assert compute(inputs).empty
