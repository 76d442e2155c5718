"""The models that judge instruments reproduce published cases, on data shaped as the build has it.

Where a case is crossed (every judge rates every target) its consistency is alpha with the judges
as items. Absolute agreement of crossed judges, ICC(2), is no number of the pipeline: leaders are
not all rated by the same people. It is worked out here only to hold the other forms against it.
"""

import json

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.indicators.conftest import CASES, DBT

INTERMEDIATE = DBT / "models" / "intermediate"
JUDGES = CASES / "01_icc_shrout_fleiss_1979"
BFI = CASES / "05_cronbach_bfi_reverse_items"
SOLDIERS = CASES / "08_icc1_icc2_bh1996"
KEYS = {
    "agree": ("A", (1,)),
    "conscientious": ("C", (4, 5)),
    "extraversion": ("E", (1, 2)),
    "neuroticism": ("N", ()),
    "openness": ("O", (2, 5)),
}


def within(folder, name):
    found = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["values"][name]
    return pytest.approx(found["expected"], abs=found["tolerance"])


@pytest.fixture
def build(render, db):
    """Builds a model of the intermediate layer from the tables that stand for its parents."""

    def built(name):
        (path,) = INTERMEDIATE.rglob(f"{name}.sql")
        db.execute(f"create or replace table {name} as {render(path.read_text(encoding='utf-8'))}")

    return built


@pytest.fixture
def agreement(build, db):
    """Agreement of raters as the build has it, from columns leader and score."""

    def agreed(ratings):
        rows = ratings.assign(
            indicator_id="i",
            instrument_id="X",
            instrument_version="1",
            survey_id="s",
            wave_id="w",
            wave_month=pd.Timestamp("2025-01-01"),
            construct="all",
            leader_id=ratings["leader"].astype(str),
            org_unit_id="o",
            business_unit="b",
            cohort_id="c",
            rater_id=np.arange(len(ratings)).astype(str),
            submitted_on=pd.Timestamp("2025-01-01"),
            answered_count=1,
            applicable_count=1,
        )
        db.register("rows", rows)
        db.execute("create or replace table int_raters_eligible as from rows")
        build("int_survey_leader_waves")
        build("int_instrument_agreements")
        return db.execute("from int_instrument_agreements").df().iloc[0]

    return agreed


@pytest.fixture
def consistency(build, db):
    """Alpha as the build has it, from a table of forms by items, without missing answers."""

    def consistent(answers):
        rows = answers.stack().rename_axis(["form_id", "item_id"]).rename("scored_value")
        rows = rows.reset_index().assign(
            indicator_id="i",
            instrument_id="X",
            instrument_version="1",
            construct="all",
            wave_id="w",
            leader_id="l",
            rater_id=lambda r: r["form_id"],
            item_count=answers.shape[1],
            is_careless=False,
        )
        db.register("rows", rows)
        db.execute("create or replace table int_forms_completed as from rows")
        for name in ("int_form_items_spread", "int_form_totals_spread", "int_instrument_alphas"):
            build(name)
        build("int_items_correlated")
        return db.execute("from int_instrument_alphas").df().iloc[0]

    return consistent


def keyed(scale, turned=True):
    """Items of a scale of the questionnaire, those of the other key turned."""
    letter, reversed_items = KEYS[scale]
    found = pd.read_csv(BFI / "input.csv", index_col="id")[[f"{letter}{n}" for n in range(1, 6)]]
    for number in reversed_items if turned else ():
        found[f"{letter}{number}"] = 7 - found[f"{letter}{number}"]
    return found


def judged():
    """Targets by judges."""
    return pd.read_csv(JUDGES / "input.csv").pivot(index="target", columns="judge", values="rating")


def two_way(table):
    """MSB, MSJ and MSE of crossed ratings."""
    n, k = table.shape
    rows, columns, mean = table.mean(axis=1), table.mean(axis=0), table.to_numpy().mean()
    rest = table.to_numpy() - rows.to_numpy()[:, None] - columns.to_numpy() + mean
    return (
        k * ((rows - mean) ** 2).sum() / (n - 1),
        n * ((columns - mean) ** 2).sum() / (k - 1),
        (rest**2).sum() / ((n - 1) * (k - 1)),
    )


def test_agreement_of_judges_who_are_not_told_apart_is_icc_1(agreement):
    ratings = judged().stack().rename("score").reset_index().rename(columns={"target": "leader"})
    found = agreement(ratings)
    assert found["ms_between"] == within(JUDGES, "MSB")
    assert found["ms_within"] == within(JUDGES, "MSW")
    assert found["icc_of_one"] == within(JUDGES, "ICC1_1")
    assert found["icc_of_mean"] == within(JUDGES, "ICC1_k")


def test_consistency_of_judges_is_icc_3_and_raters_needed_undoes_it(consistency, render, db):
    table = judged()
    n, k = table.shape
    between, judges, error = two_way(table)
    alpha = consistency(table)["alpha"]
    of_one = (between - error) / (between + (k - 1) * error)
    absolute = (between - error) / (between + (k - 1) * error + k * (judges - error) / n)
    absolute_mean = (between - error) / (between + (judges - error) / n)
    assert alpha == within(JUDGES, "ICC3_k")
    assert of_one == within(JUDGES, "ICC3_1")
    assert (judges, error) == (within(JUDGES, "MSJ"), within(JUDGES, "MSE"))
    assert absolute == within(JUDGES, "ICC2_1")
    assert absolute_mean == within(JUDGES, "ICC2_k")
    needed = render(f"{{{{ raters_needed('{alpha}', '{of_one}') }}}}")
    assert db.execute(f"select {needed}").fetchone()[0] == pytest.approx(k)


@pytest.mark.parametrize("variable", ["WBEING", "HRS", "LEAD"])
def test_companies_of_unequal_size_agree_as_bliese_says(agreement, variable):
    soldiers = pd.read_csv(SOLDIERS / "input.csv")
    found = agreement(pd.DataFrame({"leader": soldiers["GRP"], "score": soldiers[variable]}))
    assert found["icc_of_one"] == within(SOLDIERS, f"ICC1_{variable}")
    assert found["icc_of_mean"] == within(SOLDIERS, f"ICC2_{variable}")


@pytest.mark.parametrize("scale", KEYS)
def test_alpha_of_answers_with_gaps_is_that_of_their_pairwise_covariances(render, db, scale):
    items = keyed(scale)
    db.register("answers", items.reset_index(drop=True))
    names = list(items)
    total = " + ".join(f"covar_samp({one}, {other})" for one in names for other in names)
    variances = " + ".join(f"var_samp({one})" for one in names)
    alpha = render("{{ cronbach_alpha('5', 'variances', 'total') }}")
    found = db.execute(
        f"select {alpha} from (select {total} as total, {variances} as variances from answers)"
    ).fetchone()[0]
    assert found == within(BFI, f"{scale}_pairwise")


@pytest.mark.parametrize("scale", KEYS)
def test_alpha_of_filled_in_answers(consistency, scale):
    items = keyed(scale)
    filled = items.fillna(items.median())
    assert consistency(filled)["alpha"] == within(BFI, f"{scale}_median_imputed")


def test_the_build_leaves_incomplete_forms_out_and_a_missing_key_is_seen_in_alpha(consistency, db):
    assert consistency(keyed("agree").dropna())["alpha"] == pytest.approx(0.7038, abs=5e-5)
    assert db.execute("select min(item_total_correlation) from int_items_correlated").fetchone() > (
        0.3,
    )
    assert consistency(keyed("agree", turned=False).dropna())["alpha"] == pytest.approx(
        0.43, abs=0.005
    )
    against = "select item_id from int_items_correlated where item_total_correlation < 0"
    assert db.execute(against).fetchall() == [("A1",)]


def test_item_total_correlations_are_those_of_each_item_with_the_rest(consistency, db):
    answers = keyed("extraversion").dropna()
    consistency(answers)
    found = db.execute("select item_id, item_total_correlation from int_items_correlated").df()
    rest = {item: answers[item].corr(answers.drop(columns=item).sum(axis=1)) for item in answers}
    assert dict(found.itertuples(index=False)) == pytest.approx(rest, abs=1e-9)


def nist_treatments(offset):
    """Nine treatments of 21 values each around an offset, as in NIST's SmLs07 to SmLs09."""
    means = [1.4, 1.3, 1.5, 1.3, 1.5, 1.3, 1.5, 1.3, 1.5]
    swings = [0.0, *([-0.1, 0.1] * 10)]
    rows = [
        (str(group), offset + mean + swing) for group, mean in enumerate(means) for swing in swings
    ]
    return pd.DataFrame(rows, columns=["leader", "score"])


@pytest.mark.parametrize(("offset", "error"), [(0, 1e-9), (1e6, 1e-6), (1e12, 0.05)])
def test_a_large_offset_does_not_swallow_the_differences(agreement, offset, error):
    found = agreement(nist_treatments(offset))
    assert found["ms_between"] / found["ms_within"] == pytest.approx(21.0, rel=error)


def test_alpha_and_item_totals_survive_a_large_offset(consistency, db):
    answers = keyed("neuroticism").dropna()
    query = "select item_id, item_total_correlation from int_items_correlated order by item_id"
    alpha = consistency(answers)["alpha"]
    items = dict(db.execute(query).fetchall())
    assert consistency(answers + 1e8)["alpha"] == pytest.approx(alpha, abs=1e-7)
    assert dict(db.execute(query).fetchall()) == pytest.approx(items, abs=1e-7)


@pytest.mark.parametrize(("icc", "needed"), [(0.13, 15.6), (0.20, 9.3), (0.35, 4.3)])
def test_raters_needed_for_a_reliability_of_70_percent(render, db, icc, needed):
    sql = render(f"{{{{ raters_needed('0.70', '{icc}') }}}}")
    assert db.execute(f"select {sql}").fetchone()[0] == pytest.approx(needed, abs=0.05)


def agreed(render, db, ratio, items):
    sql = render(f"{{{{ rwg_of_items('cast({ratio} as double)', '{items}') }}}}")
    return db.execute(f"select {sql}").fetchone()[0]


def test_agreement_of_one_item_of_five_answers_is_measured_against_a_variance_of_two(render, db):
    uniform = render("{{ uniform_null('5') }}")
    ratio = f"(var_samp(x) / {uniform})"
    one = render(f"{{{{ rwg_of_item('{ratio}') }}}}")
    found = db.execute(f"select {one} from (values (3), (4), (4), (5)) as t (x)").fetchone()[0]
    assert found == pytest.approx(1 - (2 / 3) / 2)
    both_ends = f"select {one} from (values (1), (5)) as t (x)"
    assert db.execute(both_ends).fetchone()[0] == pytest.approx(-3.0)


def test_more_items_agree_better_and_worse_than_chance_is_never_good_agreement(render, db):
    assert agreed(render, db, 0.25, 1) == pytest.approx(0.75)
    assert agreed(render, db, 0.25, 3) == pytest.approx(0.9)
    assert agreed(render, db, 1.0, 12) == 0
    assert 12 * (1 - 1.1) / (12 * (1 - 1.1) + 1.1) > 1  # what the published form would say
    assert agreed(render, db, 1.1, 12) == pytest.approx(-0.1)


def test_no_number_of_raters_makes_up_for_ratings_that_tell_nothing(render, db):
    sql = render("{{ raters_needed('0.70', 'icc') }}")
    found = db.execute(f"select {sql} from (values (0.0), (-0.1)) as t (icc)").fetchall()
    assert found == [(None,), (None,)]


def test_the_skewed_null_never_flatters_more_than_the_uniform_one():
    nulls = duckdb.read_csv(str(DBT.parent / "seeds" / "reference" / "agreement_nulls.csv")).df()
    answers = nulls["answer_count"]
    assert (nulls["slightly_skewed_variance"] < (answers**2 - 1) / 12).all()
    five = np.array([0.05, 0.15, 0.20, 0.35, 0.25])
    mean = five @ np.arange(1, 6)
    assert nulls.set_index("answer_count").loc[5, "slightly_skewed_variance"] == pytest.approx(
        five @ (np.arange(1, 6) - mean) ** 2
    )
