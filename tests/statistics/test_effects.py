"""The training effect: a published trial, and staggered training whose effect is known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from orchestration.statistics import training_effect_course, training_effects
from orchestration.statistics.course import average, half_width, simultaneous
from orchestration.statistics.effects import Panel, group_time_effect
from orchestration.statistics.inputs import relation
from orchestration.statistics.staggered import judged
from tests.statistics.cases import published, warehouse

MONTHS = pd.date_range("2024-07-01", "2025-12-01", freq="MS")
TRAINED = {"early": 6, "late": 10, "waiting": None}


def test_the_effect_in_the_randomized_sample_of_lalonde():
    rows, expected = published("32_lalonde_nsw_att")
    treated = (rows["treat"] == 1).to_numpy()
    outcome = rows["re78"].to_numpy(float)
    panel = Panel(
        numerators=np.column_stack([np.zeros(len(rows)), outcome]),
        denominators=np.ones((len(rows), 2)),
        first_trained=np.where(treated, 1.0, np.inf),
    )
    effect = group_time_effect(panel, treated, trained_at=1, period=1)
    sizes = np.array([effect.treated.sum(), effect.comparison.sum()])
    assert sizes[0] == expected("n_treated")
    assert sizes[1] == expected("n_control")
    assert outcome[effect.treated].mean() == expected("mean_treated")
    assert outcome[effect.comparison].mean() == expected("mean_control")
    assert effect.estimate == expected("att")
    assert effect.standard_error == expected("se_welch")
    of_arms = np.array(
        [(effect.influence[arm] ** 2).sum() for arm in (effect.treated, effect.comparison)]
    )
    pooled = ((sizes - 1) * sizes * of_arms).sum() / (sizes.sum() - 2)
    assert np.sqrt(pooled * (1 / sizes).sum()) == expected("se_pooled")
    welch = ttest_ind(outcome[treated], outcome[~treated], equal_var=False)
    assert effect.degrees_of_freedom == pytest.approx(welch.df, rel=1e-9)
    limits = welch.confidence_interval()
    assert half_width(effect, 0.05) == pytest.approx((limits.high - limits.low) / 2, rel=1e-9)


def simulated(seed=1, size=12, effect=0.4, drift=0.0, noise=0.2, indicator="pulse_empathy_score"):
    """Values of leaders by month: own level, common months, and `effect` once trained."""
    generator = np.random.default_rng(seed)
    common = generator.normal(0, 0.3, len(MONTHS)).cumsum()
    rows = []
    for cohort, start in TRAINED.items():
        for number in range(size):
            level = generator.normal(3.2 if cohort == "early" else 2.8, 0.3)
            for at, month in enumerate(MONTHS):
                gain = effect * min(at - start + 1, 4) / 4 if start and at >= start else 0.0
                tilt = drift * at if cohort == "early" else 0.0
                value = level + common[at] + gain + tilt + generator.normal(0, noise)
                rows.append((indicator, f"{cohort}_{number:02d}", "month", month, value, 1.0, None))
    names = ["indicator_id", "leader_id", "period_grain", "period_start"]
    return pd.DataFrame(rows, columns=[*names, "numerator", "denominator", "event_count"]).astype(
        {"event_count": float}
    )


def organization(values, trained=None, coached=None, alone=None, drawn=None):
    """The tables that the effects are computed from; trained: cohort -> index of the month.

    alone: leader -> index of the month of an own training, apart from a trained cohort.
    drawn: leader -> whether a draw decided the cohort; of the others nothing tells.
    """
    trained = TRAINED if trained is None else trained
    leaders = pd.Series(sorted(values["leader_id"].unique()))
    cohorts = leaders.str.rsplit("_", n=1).str[0]
    starts = {name: MONTHS[at].date() for name, at in trained.items() if at is not None}
    counted = cohorts.value_counts()
    return warehouse(
        int_leader_periods=values,
        int_cohorts_assigned=pd.DataFrame(
            {
                "leader_id": leaders,
                "cohort_id": cohorts,
                "program_id": "program",
                "is_drawn_by_lot": leaders.map(drawn or {}).astype("boolean"),
                "trained_on": pd.to_datetime(leaders.map(alone or {}).map(dict(enumerate(MONTHS)))),
            }
        ),
        int_scopes_trained=pd.DataFrame(
            [("cohort", name, on) for name, on in starts.items()],
            columns=["scope_type", "scope_id", "first_trained_on"],
        ),
        int_scopes_coached=pd.DataFrame(
            [("cohort", name, pd.Timestamp(on).date()) for name, on in (coached or {}).items()],
            columns=["scope_type", "scope_id", "first_coached_on"],
        ).astype({"first_coached_on": "datetime64[s]"}),
        int_cohort_outcomes=pd.DataFrame(
            [
                (name, indicator, on, counted[name])
                for name, on in starts.items()
                for indicator in values["indicator_id"].unique()
            ],
            columns=["cohort_id", "indicator_id", "first_trained_on", "leader_count"],
        ),
        int_leaders_dated=pd.DataFrame(
            {
                "leader_id": leaders,
                "role_family": ["sales", "support"] * (len(leaders) // 2),
                "job_level": "M1",
                "hired_on": pd.Timestamp("2020-01-01"),
                "valid_from": pd.Timestamp("2020-01-01"),
                "valid_to": pd.Timestamp("2099-01-01"),
            }
        ),
        int_exposure_months=pd.DataFrame(
            {"leader_id": leaders, "month_start": MONTHS[5], "people_count": 8}
        ),
    )


def one(table, **key):
    """The only row with these values."""
    found = table
    for name, value in key.items():
        found = found[found[name] == value]
    assert len(found) == 1, found
    return found.iloc[0]


def test_staggered_training_gives_back_the_effect_it_was_drawn_with():
    course = training_effect_course.compute(organization(simulated()))
    for cohort in ("early", "late", "all"):
        for at, true in ((-3, 0.0), (0, 0.1), (1, 0.2), (3, 0.4), (6, 0.4)):
            row = one(course, cohort_id=cohort, event_period=at)
            assert row["status"] == "estimated"
            assert row["effect_lower"] < true < row["effect_upper"]
            assert row["effect_estimate"] == pytest.approx(true, abs=0.25)
            assert row["effect_upper"] - row["effect_lower"] < 0.8


def test_two_way_fixed_effects_would_have_missed_it():
    """The effect grows with time since training, so the trained are no controls."""
    values = simulated(noise=0.0)
    at = values["period_start"].map({month: i for i, month in enumerate(MONTHS)})
    start = values["leader_id"].str.rsplit("_", n=1).str[0].map(TRAINED)
    trained = (at >= start).astype(float)
    frame = pd.DataFrame(
        {"y": values["numerator"], "d": trained, "l": values["leader_id"], "t": at}
    )
    within = frame[["y", "d"]] - frame.groupby("l")[["y", "d"]].transform("mean")
    within = within - within.groupby(frame["t"]).transform("mean")
    two_way = (within["y"] * within["d"]).sum() / (within["d"] ** 2).sum()
    effects = training_effects.compute(organization(values))
    true = np.minimum(np.arange(1, 13), 4).mean() / 4 * 0.4
    row = one(effects, cohort_id="early")
    assert row["effect_estimate"] == pytest.approx(true, abs=1e-9)
    assert abs(two_way - true) > 0.02


def test_the_effect_of_a_cohort_is_its_mean_since_training():
    inputs = organization(simulated())
    effects, course = training_effects.compute(inputs), training_effect_course.compute(inputs)
    for cohort in ("early", "late"):
        after = course[(course["cohort_id"] == cohort) & (course["event_period"] >= 0)]
        row = one(effects, cohort_id=cohort)
        assert row["effect_estimate"] == pytest.approx(after["effect_estimate"].mean())
        assert row["effect_lower"] > 0
        assert row["has_parallel_trend"] is True
        assert row["is_randomized"] is None
        assert row["periods_followed"] == len(after)


def test_a_trend_before_training_is_seen():
    row = one(training_effects.compute(organization(simulated(drift=0.12))), cohort_id="early")
    assert row["pre_trend_p_value"] < 0.05
    assert row["has_parallel_trend"] is False


def test_without_a_period_before_the_base_nothing_is_said_of_the_trend():
    values = simulated()
    values = values[values["period_start"] >= MONTHS[TRAINED["early"] - 1]]
    row = one(training_effects.compute(organization(values)), cohort_id="early")
    assert row["status"] == "estimated"
    assert row["has_parallel_trend"] is None


def test_a_difference_before_training_is_told():
    row = one(training_effects.compute(organization(simulated())), cohort_id="early")
    assert row["largest_mean_difference"] > 0.5


def test_with_everybody_trained_at_once_there_is_nothing_to_compare():
    inputs = organization(simulated(), trained={"early": 6, "late": 6, "waiting": 6})
    effects, course = training_effects.compute(inputs), training_effect_course.compute(inputs)
    for table in (effects, course):
        assert set(table["status"]) == {"insufficient_evidence"}
        assert set(table["status_reason"]) == {"no_leaders_not_yet_trained"}
        assert table["effect_estimate"].isna().all()


def test_a_cohort_trained_later_is_compared_with_until_it_is_trained():
    inputs = organization(simulated(), trained={"early": 6, "late": 10, "waiting": 10})
    course = training_effect_course.compute(inputs)
    assert one(course, cohort_id="early", event_period=3)["comparison_leader_count"] == 24
    assert one(course, cohort_id="early", event_period=4)["status_reason"] == (
        "no_leaders_not_yet_trained"
    )


def test_who_was_trained_before_leading_is_no_leader_not_yet_trained():
    """A cohort of which nobody led when trained has no start, but its people are trained."""
    alone = {f"waiting_{number:02d}": 0 for number in range(12)}
    course = training_effect_course.compute(organization(simulated(), alone=alone))
    assert one(course, cohort_id="early", event_period=0)["comparison_leader_count"] == 12
    assert one(course, cohort_id="late", event_period=0)["status_reason"] == (
        "no_leaders_not_yet_trained"
    )


def drawn(cohorts, others=None):
    """Whether a draw decided, by leader: it did for the cohorts named, for the rest see others."""
    return {
        f"{cohort}_{number:02d}": True if cohort in cohorts else others
        for cohort in TRAINED
        for number in range(12)
    }


@pytest.mark.parametrize("others", [None, False])
def test_a_cohort_drawn_by_lot_is_compared_with_those_drawn_with_it_alone(others):
    inputs = organization(simulated(), drawn=drawn(("early", "late"), others))
    effects, course = training_effects.compute(inputs), training_effect_course.compute(inputs)
    assert one(effects, cohort_id="early")["is_randomized"] is True
    assert one(effects, cohort_id="early")["periods_followed"] == TRAINED["late"] - TRAINED["early"]
    assert one(course, cohort_id="early", event_period=0)["comparison_leader_count"] == 12
    assert one(effects, cohort_id="late")["status_reason"] == "no_leaders_not_yet_trained"


def test_who_was_drawn_for_another_program_is_no_comparison():
    inputs = organization(simulated(), drawn=drawn(tuple(TRAINED)))
    inputs.connection.execute(
        f"update {relation('int_cohorts_assigned')} set program_id = 'another' "
        "where cohort_id = 'waiting'"
    )
    course = training_effect_course.compute(inputs)
    assert one(course, cohort_id="early", event_period=0)["comparison_leader_count"] == 12


def test_a_cohort_with_one_leader_who_was_picked_is_not_randomized():
    told = drawn(tuple(TRAINED)) | {"early_03": False}
    effects = training_effects.compute(organization(simulated(), drawn=told))
    assert one(effects, cohort_id="early")["is_randomized"] is False
    assert one(effects, cohort_id="late")["is_randomized"] is True
    untold = drawn(tuple(TRAINED)) | {"early_03": None}
    effects = training_effects.compute(organization(simulated(), drawn=untold))
    assert one(effects, cohort_id="early")["is_randomized"] is False


@pytest.mark.parametrize("short", ["early", "waiting"])
def test_fewer_than_five_leaders_of_either_side_give_no_number(short):
    values = simulated()
    number = values["leader_id"].str[-2:].astype(int)
    few = values[~values["leader_id"].str.startswith(short) | (number < 4)]
    few = few[~few["leader_id"].str.startswith("late")]
    inputs = organization(few, trained={"early": 6, "waiting": None})
    row = one(training_effects.compute(inputs), cohort_id="early")
    assert row["status_reason"] == "too_few_leaders"
    assert row[["effect_estimate", "leader_count", "comparison_leader_count"]].isna().all()


def test_fewer_than_five_events_give_no_number():
    counts = np.zeros((20, 2))
    counts[:4, 1] = 1
    panel = Panel(counts, np.ones((20, 2)), np.where(np.arange(20) < 10, 1, np.inf), counts)
    is_cohort = np.arange(20) < 10
    assert judged(panel, is_cohort, 1, 1, (5, 5)) == "too_few_events"
    assert judged(panel, is_cohort, 1, 1, (5, 4)).estimate == pytest.approx(0.4)


def test_what_follows_coaching_is_marked_and_what_precedes_it_is_not():
    inputs = organization(simulated(), coached={"early": "2025-03-10"})
    course = training_effect_course.compute(inputs)
    early = course[course["cohort_id"] == "early"].set_index("event_period")["is_with_coaching"]
    assert not early.loc[:1].any()
    assert early.loc[2:].all()
    effects = training_effects.compute(inputs)
    assert one(effects, cohort_id="early")["is_with_coaching"]
    assert not one(effects, cohort_id="late")["is_with_coaching"]


def test_the_same_inputs_give_the_same_course():
    first, second = (
        training_effect_course.compute(organization(simulated().sample(frac=1, random_state=seed)))
        for seed in (1, 2)
    )
    pd.testing.assert_frame_equal(first, second)


def noise(seed, leaders=30, periods=6):
    """A panel in which training does nothing."""
    values = np.random.default_rng(seed).normal(0, 1, (leaders, periods))
    is_cohort = np.arange(leaders) < leaders // 2
    panel = Panel(values, np.ones_like(values), np.where(is_cohort, 2.0, np.inf))
    return [group_time_effect(panel, is_cohort, 2, at) for at in range(periods) if at != 1]


def test_the_band_of_a_course_holds_for_all_its_periods_at_once():
    missed = single = 0
    for seed in range(200):
        effects = noise(seed)
        widths = simultaneous(effects, 0.05, 200).half_widths
        found = np.abs([one.estimate for one in effects])
        missed += (found > widths).any()
        single += (found > [half_width(one, 0.05) for one in effects]).any()
    assert missed <= 20  # 5% of 200, and three standard errors more
    assert single > 20


def test_the_mean_of_one_effect_is_that_effect():
    effect = noise(1)[0]
    mean = average([effect], [3.0])
    assert mean.estimate == effect.estimate
    assert mean.standard_error == pytest.approx(effect.standard_error)
