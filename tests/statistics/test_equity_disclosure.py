"""What a reader can work out about a withheld promotion group from this mart.

The reader knows the totals of the year to the ten, that there is one level and one round, and all
that is published of the groups. Tables of counts that agree with this are put through the
pipeline's own models, each as a year of its own: two with the same published rows cannot be told
apart. Only some of the counts that men and whites may have are gone through; with more of them
more tables would look alike.
"""

from itertools import product

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.locations import DBT_PROJECT
from orchestration.statistics.promotion_tests import fisher_p, mantel_haenszel
from tests.indicators.conftest import ROOT, render
from tests.rendered import REFERENCE

__all__ = ["render"]

PEOPLE, PROMOTED = 100, 20
MEN = [(60, 20), (61, 20), (63, 21), (64, 21)]
WHITE = [(61, 19), (64, 20), (65, 20), (68, 21)]
MODELS = {
    "int_promotion_groups_shown": "intermediate/scorecard",
    "int_promotion_groups_compared": "intermediate/scorecard",
    "int_promotion_groups_coarsened": "intermediate/scorecard",
    "int_promotion_tests_adjusted": "intermediate/scorecard",
    "fct_promotion_equity": "marts/scorecard",
}
COUNTED = """
    create table int_promotion_groups_counted as
    with groups as (
        (from worlds select period_start, 'gender' as construct, 'nonbinary' as group_name,
            n, x, people, promoted)
        union all by name
        (from worlds select period_start, 'gender' as construct, 'male' as group_name,
            men as n, men_promoted as x, people, promoted)
        union all by name
        (from worlds select period_start, 'gender' as construct, 'female' as group_name,
            people - men - n as n, promoted - men_promoted - x as x, people, promoted)
        union all by name
        (from worlds select period_start, 'ethnicity' as construct, 'white' as group_name,
            white as n, white_promoted as x, people, promoted)
        union all by name
        (from worlds select period_start, 'ethnicity' as construct, 'black' as group_name,
            people - white as n, promoted - white_promoted as x, people, promoted)
    )
    select
        construct, 'company' as scope_type, 'company' as scope_id, 'year' as period_grain,
        period_start, group_name, n as people_count, n as decision_count, x as promotion_count,
        x / n as promotion_rate, n / people as pool_share, n * promoted / people
            as expected_promotions,
        case when group_name = 'nonbinary' then 'too_small' else 'rated' end as rating_state
    from groups
"""
PAIRS = """
    create view pairs as
    select g.construct, g.period_start, g.group_name, g.reference_group,
        g.decision_count as n, g.promotion_count as x,
        r.decision_count as other_n, r.promotion_count as other_x
    from int_promotion_groups_compared as g inner join int_promotion_groups_compared as r
        on g.construct = r.construct and g.period_start = r.period_start
        and g.reference_group = r.group_name
"""


def worlds():
    """Tables of counts with the same totals to the ten, and with men and whites that look alike."""
    tens = product(range(10), range(10))
    for (one, other), n, x in product(tens, range(1, 5), range(5)):
        people, promoted = PEOPLE + one, PROMOTED + other
        for men, white in product(MEN, WHITE):
            if x <= n and promoted - men[1] - x > 0 and promoted - white[1] > 0:
                yield (people, promoted, n, x, *men, *white)


def fill_tests(connection):
    """Fill `stg_statistics__promotion_tests` by the functions of the statistic."""
    connection.execute(PAIRS)
    distinct = connection.execute("select distinct n, x, other_n, other_x from pairs").fetchall()
    numbers = []
    for n, x, other_n, other_x in distinct:
        table = np.array([[x, n - x], [other_x, other_n - other_x]])
        found = {"fisher_p_value": fisher_p(table), **mantel_haenszel(table[None])}
        numbers.append({"n": n, "x": x, "other_n": other_n, "other_x": other_x, **found})
    connection.register("numbers", pd.DataFrame(numbers))
    connection.execute(
        "create table stg_statistics__promotion_tests as select *,"
        " cast(null as double) as homogeneity_p_value, 'single_stratum' as homogeneity_reason"
        " from pairs inner join numbers using (n, x, other_n, other_x)"
    )


@pytest.fixture(scope="module")
def published(render):
    """All that is published of every table of counts, a year for each."""
    connection = duckdb.connect()
    for name in (*REFERENCE, "indicators"):
        path = ROOT / "seeds" / "reference" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{path}', header = true)")
    columns = ["people", "promoted", "n", "x", "men", "men_promoted", "white", "white_promoted"]
    listed = pd.DataFrame(list(worlds()), columns=columns)
    connection.register("listed", listed)
    connection.execute(
        "create table worlds as select *, date '1000-01-01'"
        " + cast(row_number() over () as integer) as period_start from listed"
    )
    connection.execute(COUNTED)
    for name, folder in MODELS.items():
        if name == "int_promotion_tests_adjusted":
            fill_tests(connection)
        sql = (DBT_PROJECT / "models" / folder / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"create table {name} as {render(sql)}")
    return connection


def smallest(connection, table, columns):
    """Fewest counts of the withheld group that look alike in these columns."""
    shown = ", ".join(f"coalesce(cast({column} as varchar), '-')" for column in columns)
    return connection.execute(
        f"""with looks as (
            select period_start, string_agg(
                concat_ws('|', construct, group_name, {shown}), ';' order by construct, group_name
            ) as look
            from {table} group by period_start
        )
        select min(counts) from (
            select count(distinct (n, x)) as counts
            from looks inner join worlds using (period_start) group by look
        )"""
    ).fetchone()[0]


def test_several_counts_of_the_withheld_group_agree_with_all_that_is_published(published):
    names = [row[0] for row in published.execute("describe fct_promotion_equity").fetchall()]
    columns = [name for name in names if name not in ("construct", "group_name", "period_start")]
    assert smallest(published, "fct_promotion_equity", columns) >= 2


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("int_promotion_tests_adjusted", ["round(fisher_p_value, 4)"]),
        ("int_promotion_tests_adjusted", ["round(adjusted_p_value, 4)"]),
        ("int_promotion_tests_adjusted", ["round(stratified_odds_ratio, 2)"]),
        ("int_promotion_groups_compared", ["round(rate_lower, 2)", "round(rate_upper, 2)"]),
    ],
)
def test_what_is_kept_back_would_single_the_withheld_group_out(published, table, columns):
    assert smallest(published, table, columns) == 1
