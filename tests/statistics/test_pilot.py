"""The tables of a pilot: sized from what is known before it starts, tested as one family."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.statistics import pilot_plans, pilot_readings
from orchestration.statistics.inputs import Inputs
from orchestration.statistics.power import detectable_between, detectable_paired

LEADERS = 12


@pytest.fixture
def build():
    """A build with one pilot: twelve leaders, eight who wait, one score, and incidents."""
    rng = np.random.default_rng(7)
    connection = duckdb.connect()
    connection.execute("create schema intermediate")
    connection.execute("create schema reference")
    connection.execute(
        "create table reference.thresholds as select * from (values "
        "('pilot_power', '*', 0.8), ('anonymity_min_people', '*', 5.0)) "
        "as rows (threshold_id, indicator_id, value)"
    )
    connection.execute(
        "create table intermediate.int_pilot_values (cohort_id varchar, indicator_id varchar, "
        "pilot_day integer, leader_id varchar, is_member boolean, leader_value double, "
        "error_variance double)"
    )
    connection.execute(
        "create table intermediate.int_pilot_events (cohort_id varchar, indicator_id varchar, "
        "pilot_day integer, event_count bigint, person_days double)"
    )
    values = "insert into intermediate.int_pilot_values values (?, ?, ?, ?, ?, ?, ?)"
    for number in range(LEADERS + 8):
        member, base = number < LEADERS, float(3 + 0.4 * rng.standard_normal())
        row = ["c1", "pulse", 0, f"l{number}", member, base, 0.04]
        connection.execute(values, row)
        if member:
            connection.execute(values, ["c1", "pulse", 90, *row[3:5], base + 0.3, 0.04])
    events = "insert into intermediate.int_pilot_events values ('c1', 'cases', ?, ?, 9000)"
    connection.executemany(events, [[0, 40], [90, 28]])
    return Inputs(connection, date(2025, 12, 31))


def test_a_pilot_is_sized_from_the_spread_before_it_starts(build):
    pulse = pilot_plans.compute(build).set_index("indicator_id").loc["pulse"]
    values = build.frame(
        "select leader_value from intermediate.int_pilot_values where pilot_day = 0"
    )["leader_value"]
    spread = values.std()
    reliability = 1 - 0.04 / spread**2
    assert (pulse.baseline_leader_count, pulse.comparison_leader_count) == (LEADERS, 8)
    assert pulse.baseline_reliability == pytest.approx(reliability)
    assert pulse.detectable_change == pytest.approx(
        detectable_paired(spread, reliability, LEADERS, 0.8)
    )
    assert pulse.detectable_change_between == pytest.approx(
        detectable_between(spread, reliability, LEADERS, 8, 0.8)
    )


def test_what_happens_later_never_changes_what_a_pilot_could_show(build):
    before = pilot_plans.compute(build)
    build.connection.execute(
        "update intermediate.int_pilot_values set leader_value = 5 * leader_value "
        "where pilot_day > 0"
    )
    build.connection.execute(
        "update intermediate.int_pilot_events set event_count = 400 where pilot_day > 0"
    )
    assert before.equals(pilot_plans.compute(build))


def test_two_leaders_are_too_few_to_size_a_pilot(build):
    build.connection.execute(
        "delete from intermediate.int_pilot_values where is_member and leader_id > 'l1'"
    )
    pulse = pilot_plans.compute(build).set_index("indicator_id").loc["pulse"]
    assert pulse.baseline_leader_count < 3
    assert pd.isna(pulse.detectable_change)


def test_readings_are_paired_changes_and_exact_ratios_in_one_family(build):
    found = pilot_readings.compute(build).set_index("indicator_id")
    pulse, cases = found.loc["pulse"], found.loc["cases"]
    assert (pulse.measure, pulse.leader_count) == ("change", LEADERS)
    assert pulse.estimate == pytest.approx(0.3)
    assert (cases.measure, cases.estimate) == ("ratio", pytest.approx(0.7))
    assert (cases.lower, cases.upper) == pytest.approx((0.42, 1.16), abs=0.006)
    assert cases.p_adjusted == pytest.approx(cases.p_value)
    assert pulse.p_adjusted == pytest.approx(2 * pulse.p_value)
    assert list(found.family_size) == [2, 2]


def test_a_reading_of_too_few_leaders_to_show_is_in_no_family(build):
    build.connection.execute(
        "delete from intermediate.int_pilot_values where pilot_day = 90 and leader_id > 'l11'"
    )
    found = pilot_readings.compute(build).set_index("indicator_id")
    assert found.loc["pulse"].leader_count < 5
    assert pd.isna(found.loc["pulse"].p_adjusted)
    assert found.loc["cases"].family_size == 1
