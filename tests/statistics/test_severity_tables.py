"""The tables of rater severity: what is adjusted, what is not and why, and gaps between groups."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from orchestration.statistics.inputs import Inputs
from orchestration.statistics.severity import gaps, leaders, strata
from tests.statistics.severity_cases import drawn, ratings

QUARTER = pd.Timestamp("2025-01-01")
THRESHOLDS = {"severity_min_shared_share": 0.3, "severity_min_component_share": 0.9}


def warehouse(rows, groups=None, scale=(1, 5)):
    """A build that holds these ratings, each a form, with the groups of their leaders."""
    connection = duckdb.connect()
    forms = pd.DataFrame(
        {
            "indicator_id": "empathy_360_score",
            "instrument_id": "E360",
            "instrument_version": rows["form_id"],
            "construct": "all",
            "wave_month": rows.get("wave_month", QUARTER),
            "leader_id": rows["leader_id"],
            "subject_id": rows.get("subject_id", rows["leader_id"]),
            "rater_id": rows["rater_id"],
            "percent_of_maximum": 25 * (rows["score"] - 1),
            "submitted_on": pd.Timestamp("2025-01-20"),
        }
    )
    versions = sorted(set(rows["form_id"]))
    instruments = pd.DataFrame({"instrument_id": "E360", "instrument_version": versions}).assign(
        scale_min=float(scale[0]), scale_max=float(scale[1])
    )
    roster = pd.DataFrame(groups or {}, index=["gender", "ethnicity"]).T
    roster = roster.rename_axis("employee_id").reset_index()
    roster = roster.assign(
        valid_from=pd.Timestamp("2020-01-01"), valid_to=pd.Timestamp("2030-01-01")
    )
    thresholds = pd.DataFrame(
        [{"threshold_id": name, "indicator_id": "*", "value": v} for name, v in THRESHOLDS.items()]
    )
    connection.execute("create schema intermediate; create schema reference")
    for name, table in {
        "intermediate.int_raters_eligible": forms,
        "intermediate.int_roster_dated": roster.astype({"gender": object, "ethnicity": object}),
        "reference.instruments": instruments,
        "reference.thresholds": thresholds,
    }.items():
        connection.register("given", table)
        connection.execute(f"create table {name} as from given")
    return Inputs(connection, date(2025, 3, 31))


@pytest.fixture(scope="module")
def linked():
    """227 ratings that link 40 leaders, and five of one leader by raters of nobody else."""
    rows, _ = drawn(np.random.default_rng(2), leaders=40, raters_each=6, leaders_each=4)
    apart = ratings(["apart"] * 5, [f"own {i}" for i in range(5)], [2.0, 3.0, 3.5, 2.5, 3.0])
    return warehouse(pd.concat([rows, apart]))


def test_a_leader_whom_no_rater_links_to_the_others_is_not_adjusted(linked):
    found = leaders.compute(linked).set_index("leader_id")
    assert found.loc["apart", "adjustment_reason"] == "outside_of_the_component"
    assert not found.loc["apart", "is_identifiable"]
    assert found.loc["apart", ["adjusted_mean", "adjusted_error"]].isna().all()
    assert found.loc["apart", "raw_mean"] == pytest.approx(2.8)
    assert 2.8 < found.loc["apart", "shrunk_mean"] < 3.2
    assert found.loc["apart", "shared_rating_share"] == 0
    others = found.drop("apart")
    assert others["is_identifiable"].all()
    assert others[["adjusted_mean", "adjusted_reliability"]].notna().all().all()
    assert (others["adjusted_error"] < others["shrunk_error"]).mean() > 0.9


def test_the_components_say_what_the_adjustment_rests_on(linked):
    (row,) = strata.compute(linked).to_dict("records")
    assert row["is_identifiable"]
    assert row["severity_reason"] is None
    assert (row["leader_count"], row["component_count"], row["rating_count"]) == (41, 2, 232)
    assert row["shared_rating_share"] == pytest.approx(227 / 232)
    assert row["largest_component_share"] == pytest.approx(40 / 41)


def reason_of(rows):
    inputs = warehouse(rows)
    (row,) = strata.compute(inputs).to_dict("records")
    assert row["is_identifiable"] == (row["severity_reason"] is None)
    found = leaders.compute(inputs)
    assert (found["adjustment_reason"] == row["severity_reason"]).all()
    assert found["adjusted_mean"].isna().all()
    return row["severity_reason"]


def own_raters(leader_ids, each, rng):
    """Ratings by raters of one leader."""
    leader = np.repeat(leader_ids, each)
    truth = dict(zip(leader_ids, rng.normal(0, 0.5, len(leader_ids)), strict=True))
    score = 3 + np.array([truth[one] for one in leader]) + rng.normal(0, 0.6, len(leader))
    return ratings(leader, [f"own {i}" for i in range(len(leader))], score)


def test_too_few_ratings_from_raters_of_several_leaders_are_not_enough():
    rng = np.random.default_rng(4)
    rows = own_raters([str(i) for i in range(30)], 6, rng)
    linking = ratings([str(i) for i in range(30)] * 2, ["x"] * 30 + ["y"] * 30, 3.0)
    assert reason_of(pd.concat([rows, linking])) == "too_few_shared_raters"


def test_two_halves_that_no_rater_links_are_not_compared():
    one, _ = drawn(np.random.default_rng(5), 20, 6, 4)
    other, _ = drawn(np.random.default_rng(6), 20, 6, 4)
    other[["leader_id", "rater_id"]] = "other " + other[["leader_id", "rater_id"]]
    assert reason_of(pd.concat([one, other])) == "leaders_not_connected"


def test_leaders_who_do_not_differ_are_neither_shrunk_nor_adjusted():
    rows = ratings(["a", "b", "c"] * 3, np.repeat(list("xyz"), 3), [2, 3, 4, 3, 4, 2, 4, 2, 3])
    assert reason_of(rows) == "leaders_do_not_differ"
    found = leaders.compute(warehouse(rows))
    assert found[["shrunk_mean", "shrunk_error", "shrunk_reliability"]].isna().all().all()


def test_forms_that_name_nobody_are_not_fitted():
    rows, _ = drawn(np.random.default_rng(8), 20, 6, 2)
    inputs = warehouse(rows.assign(subject_id=pd.Series([None] * len(rows), dtype=object)))
    assert strata.compute(inputs).empty
    assert leaders.compute(inputs).empty
    assert gaps.compute(inputs).empty


def test_two_forms_of_a_rater_about_a_leader_in_a_quarter_count_once():
    rows, _ = drawn(np.random.default_rng(9), 20, 6, 3)
    rows = rows.drop_duplicates(["leader_id", "rater_id"]).assign(wave_month=QUARTER)
    later = rows.assign(wave_month=pd.Timestamp("2025-03-01"))
    once = strata.compute(warehouse(rows))
    twice = strata.compute(warehouse(pd.concat([rows, later])))
    pd.testing.assert_frame_equal(twice, once)
    apart = later.assign(wave_month=pd.Timestamp("2025-04-01"))
    assert len(strata.compute(warehouse(pd.concat([rows, apart])))) == 2


def test_scores_come_out_on_the_scale_of_the_instrument():
    rows, _ = drawn(np.random.default_rng(10), 20, 6, 3)
    one = leaders.compute(warehouse(rows))
    other = leaders.compute(warehouse(rows, scale=(0, 8)))
    for name in ("raw_mean", "shrunk_mean", "adjusted_mean"):
        assert np.allclose(other[name], 2 * (one[name] - 1))


def seen_differently(rng, gap):
    """Ratings in which every rater gives leaders of group b `gap` more, and the groups."""
    rows, _ = drawn(rng, 40, 8, 8, va=0.05, vb=0.5, ve=0.2)
    groups = {str(i): {"gender": "b" if i % 3 == 0 else "a", "ethnicity": None} for i in range(40)}
    is_b = rows["leader_id"].map(lambda leader: groups[leader]["gender"] == "b")
    return rows.assign(score=rows["score"] + gap * is_b), groups


def test_raters_who_see_a_group_differently_are_found_and_no_score_is_changed_by_it():
    rows, groups = seen_differently(np.random.default_rng(12), 0.5)
    inputs = warehouse(rows, groups)
    (row,) = gaps.compute(inputs).to_dict("records")
    assert (row["attribute"], row["group_name"], row["reference_group"]) == ("gender", "b", "a")
    assert row["gap_lower"] < 0.5 < row["gap_upper"]
    assert row["gap_lower"] > 0
    assert row["p_adjusted"] < 0.01
    assert (row["leader_count"], row["reference_leader_count"]) == (14, 26)
    pd.testing.assert_frame_equal(leaders.compute(inputs), leaders.compute(warehouse(rows)))


def test_a_gap_is_the_regression_within_raters_with_errors_clustered_both_ways():
    rows, groups = seen_differently(np.random.default_rng(13), 0.2)
    rows["group_name"] = rows["leader_id"].map(lambda leader: groups[leader]["gender"])
    pair = gaps.shared(rows)
    found = gaps.gap(pair, "b")
    design = pd.get_dummies(pair["rater_id"]).astype(float)
    design["member"] = (pair["group_name"] == "b").astype(float)
    model = sm.OLS(pair["score"], design)
    sides = [pd.factorize(pair[one])[0] for one in ("rater_id", "leader_id")]
    sides.append(np.arange(len(pair)))
    options = {"use_correction": False, "df_correction": False}
    variances = [
        model.fit(cov_type="cluster", cov_kwds={"groups": one, **options}).bse["member"] ** 2
        for one in sides
    ]
    variance = max(variances[0] + variances[1] - variances[2], *variances[:2])
    fewer = min(pair["rater_id"].nunique(), pair["leader_id"].nunique())
    assert found["gap"] == pytest.approx(model.fit().params["member"])
    assert found["gap_error"] == pytest.approx(np.sqrt(variance * fewer / (fewer - 1)))


def test_gaps_where_there_are_none_are_rarely_found():
    found = []
    for seed in range(200):
        rows, groups = seen_differently(np.random.default_rng(seed), 0.0)
        named = rows["leader_id"].map(lambda leader, groups=groups: groups[leader]["gender"])
        pair = gaps.shared(rows.assign(group_name=named))
        found.append(gaps.gap(pair, "b")["p_value"])
    assert np.mean(np.array(found) < 0.05) == pytest.approx(0.05, abs=0.035)


def test_only_raters_of_both_groups_tell_a_gap():
    rows = ratings(["a1", "b1", "a1", "b1"], ["x", "x", "y", "z"], [3, 4, 1, 5])
    rows["group_name"] = rows["leader_id"].str[0]
    pair = gaps.shared(rows)
    assert set(pair["rater_id"]) == {"x"}
    found = gaps.gap(pair, "b")
    assert found == {
        "rater_count": 1,
        "leader_count": 1,
        "reference_leader_count": 1,
        "gap_reason": "too_few_raters",
    }


def test_gaps_of_a_quarter_are_one_family():
    rows = pd.DataFrame(
        {
            "indicator_id": "i",
            "instrument_id": "t",
            "construct": ["all", "fairness", "all", "all"],
            "period_start": [QUARTER, QUARTER, QUARTER, pd.Timestamp("2025-04-01")],
            "p_value": [0.01, 0.04, None, 0.04],
            "p_adjusted": None,
            "family_size": None,
        }
    )
    found = gaps.adjusted(rows)
    assert found["p_adjusted"].tolist()[:2] == pytest.approx([0.02, 0.04])
    assert pd.isna(found["p_adjusted"][2])
    assert found["p_adjusted"][3] == pytest.approx(0.04)
    assert found["family_size"].tolist()[:2] == [2, 2]


def test_the_fit_is_made_once_for_all_of_its_tables(linked):
    leaders.compute(linked)
    first = linked.once("severity", lambda: None)
    strata.compute(linked)
    assert first is not None
    assert linked.once("severity", lambda: None) is first
