"""What a reader can work out about a withheld promotion group from what is published.

Of a group left out of the pool, nothing: however its people fared, the same is published. Of one
withheld in the pool, as one whose members all fared alike, not which counts it has.
The reader knows the totals of the year to the ten, that there is one level and one round, and all
that is published of the groups and, in the panel, of the ratio of two of them. Tables of counts
that agree with this are put through the pipeline's own models, each as a year of its own: two with
the same published rows cannot be told apart. In a small pool the panel has no ratio; only some of
the counts that men and whites may have are gone through, and with more of them more tables would
look alike. In a large pool the panel has the ratio of two groups whose counts are open, and the
reader knows these to the person; all counts of the two groups that are left are gone through.
"""

from collections.abc import Iterable, Iterator
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
LARGE_MEN, LARGE_WOMEN, LARGE_WHITE = (230, 33), (215, 26), (260, 33)
COLUMNS = [
    *("people", "promoted", "n", "x", "others", "others_promoted"),
    *("men", "men_promoted", "white", "white_promoted"),
]
MODELS = {
    "int_promotion_groups_shown": "intermediate/scorecard",
    "int_promotion_extremes_paired": "intermediate/indicators",
    "int_promotion_impact_ratio": "intermediate/indicators",
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
        (from worlds select period_start, 'gender' as construct, 'agender' as group_name,
            others as n, others_promoted as x, people, promoted where others > 0)
        union all by name
        (from worlds select period_start, 'gender' as construct, 'female' as group_name,
            people - men - others - n as n, promoted - men_promoted - others_promoted - x as x,
            people, promoted)
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
        case when group_name in ('nonbinary', 'agender') then 'too_small' else 'rated' end
            as rating_state,
        false as is_left_out
    from groups
"""
POOLS = """
    create view int_promotion_pools_counted as
    select 'company' as scope_type, 'company' as scope_id, 'year' as period_grain, period_start,
        people as people_count, people as decision_count, promoted as promotion_count,
        date '2025-12-31' as last_decided_on
    from worlds
"""
PANEL = """
    create view panel as
    select construct, '' as group_name, period_start, estimate, lower, upper, estimate_note,
        round(reliability, 2) as reliability, floor(100 * sqrt(reliability)) as confidence_score
    from int_promotion_impact_ratio
    where estimate_note is distinct from 'counts_protect_another_group'
"""
RATIO = ["round(estimate, 2)", "round(lower, 2)", "round(upper, 2)"]
PAIRS = """
    create view pairs as
    select g.construct, g.period_start, g.group_name, g.reference_group,
        g.decision_count as n, g.promotion_count as x,
        r.decision_count as other_n, r.promotion_count as other_x
    from int_promotion_groups_compared as g inner join int_promotion_groups_compared as r
        on g.construct = r.construct and g.period_start = r.period_start
        and g.reference_group = r.group_name
"""


def withheld() -> Iterator[tuple[int, int]]:
    """People and promotions that the group that is withheld may have."""
    return ((n, x) for n, x in product(range(1, 5), range(5)) if x <= n)


def small_worlds() -> Iterator[tuple[int, ...]]:
    """Tables of counts with the same totals to the ten, and with men and whites that look alike."""
    for one, other, (n, x) in product(range(10), range(10), withheld()):
        people, promoted = PEOPLE + one, PROMOTED + other
        for men, white in product(MEN, WHITE):
            if promoted - men[1] - x > 0 and promoted - white[1] > 0:
                yield (people, promoted, n, x, 0, 0, *men, *white)


def large_worlds() -> Iterator[tuple[int, ...]]:
    """Tables with these men and women and totals of 450 and 60 to the ten.

    The smallest group that is not withheld, of at least five, keeps its counts to itself.
    """
    rest = ((others, promoted) for others in range(5, 15) for promoted in range(1, others))
    for (n, x), (others, others_promoted) in product(withheld(), rest):
        people = LARGE_MEN[0] + LARGE_WOMEN[0] + n + others
        promoted = LARGE_MEN[1] + LARGE_WOMEN[1] + x + others_promoted
        if (people // 10, promoted // 10) == (45, 6):
            yield (people, promoted, n, x, others, others_promoted, *LARGE_MEN, *LARGE_WHITE)


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


def publish(render, worlds: Iterable[tuple[int, ...]]) -> duckdb.DuckDBPyConnection:
    """All that is published of every table of counts, a year for each."""
    connection = duckdb.connect()
    read_reference(connection)
    listed = pd.DataFrame(list(worlds), columns=COLUMNS)
    connection.register("listed", listed)
    connection.execute(
        "create table worlds as select *, date '1000-01-01'"
        " + cast(row_number() over () as integer) as period_start from listed"
    )
    connection.execute(COUNTED)
    connection.execute(POOLS)
    build(connection, render)
    connection.execute(PANEL)
    return connection


def read_reference(connection):
    """The reference tables that the models read."""
    for name in (*REFERENCE, "indicators"):
        path = ROOT / "seeds" / "reference" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{path}', header = true)")


def build(connection, render):
    """From the counted groups to what is published."""
    for name, folder in MODELS.items():
        if name == "int_promotion_tests_adjusted":
            fill_tests(connection)
        connection.execute(f"create table {name} as {render(sql_of(name, folder))}")


def sql_of(name: str, folder: str) -> str:
    """A model as it is written."""
    return (DBT_PROJECT / "models" / folder / f"{name}.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small(render):
    return publish(render, small_worlds())


@pytest.fixture(scope="module")
def large(render):
    return publish(render, large_worlds())


PEOPLE_DECIDED_ON = """
    create or replace table int_promotion_pool as
    select 'e' || i as employee_id, date '2025-03-31' as decided_on,
        'b' || i % 2 as business_unit, '' as org_unit_id, '' as leader_id, '' as cohort_id,
        'P1' as job_level_from,
        case when i < 4 then 'nonbinary' when i < 94 then 'male' else 'female' end as gender,
        case when i % 3 = 0 then 'black' else 'white' end as ethnicity,
        case when i < 4 then i < $promoted else i % 5 = 0 end as is_promoted,
        i < 4 as is_few_of_gender, false as is_few_of_ethnicity, i < 4 as is_left_out
    from range(0, 184) as people (i)
"""
SPANS = """
    create table int_indicator_spans as
    select 'promotion_impact_ratio' as indicator_id, scope_type, period_grain
    from (values ('company'), ('business_unit')) as scopes (scope_type)
    cross join (values ('year'), ('quarter')) as grains (period_grain)
"""


def published_of_pool(render, promoted: int) -> dict[str, list[tuple]]:
    """All that is published when so many of the four people who are left out were promoted."""
    steps = {
        "int_promotion_members_grouped": "intermediate/indicators",
        "int_promotion_groups_counted": "intermediate/indicators",
        "int_promotion_pools_counted": "intermediate/indicators",
    }
    with duckdb.connect() as connection:
        read_reference(connection)
        connection.execute(PEOPLE_DECIDED_ON, {"promoted": promoted})
        connection.execute(SPANS)
        for name, folder in steps.items():
            connection.execute(f"create table {name} as {render(sql_of(name, folder))}")
        build(connection, render)
        return {
            table: connection.execute(f"select * from {table} order by all").fetchall()
            for table in ("fct_promotion_equity", "int_promotion_impact_ratio")
        }


def test_how_those_left_out_fared_changes_nothing_that_is_published(render):
    nobody, everybody = published_of_pool(render, 0), published_of_pool(render, 4)
    assert nobody == everybody
    named = [row for row in nobody["fct_promotion_equity"] if "nonbinary" in row]
    assert len(named) == 1 and "withheld_primary" in named[0]
    ratios = [row for row in nobody["int_promotion_impact_ratio"] if "gender" in row]
    assert len(ratios) == 6


def look(table, columns):
    """One text for all that a table has of a year."""
    shown = ", ".join(f"coalesce(cast({column} as varchar), '-')" for column in columns)
    return f"""
        select worlds.period_start, string_agg(
            concat_ws('|', construct, group_name, {shown}), ';' order by construct, group_name
        ) as look
        from worlds left join {table} using (period_start) group by worlds.period_start
    """


def smallest(connection, columns_of):
    """Fewest counts of the withheld group that look alike in these columns of these tables."""
    looks = [look(table, columns) for table, columns in columns_of.items()]
    parts = " union all ".join(f"({part})" for part in looks)
    return connection.execute(
        f"""with looks as (
            select period_start, string_agg(look, '#' order by look) as look
            from ({parts}) group by period_start
        )
        select min(counts) from (
            select count(distinct (n, x)) as counts
            from looks inner join worlds using (period_start) group by look
        )"""
    ).fetchone()[0]


def all_columns(connection, table):
    """Every column that says something of a group."""
    names = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
    return [name for name in names if name not in ("construct", "group_name", "period_start")]


def everything(connection):
    """All that is published: of the groups, and in the panel."""
    return {table: all_columns(connection, table) for table in ("fct_promotion_equity", "panel")}


def test_several_counts_of_the_withheld_group_agree_with_all_that_is_published(small):
    assert smallest(small, everything(small)) >= 2


def test_several_counts_agree_with_the_ratio_of_two_groups_of_open_counts(large):
    kept_back = "select 1 from panel where construct = 'gender' having count(estimate) < count(*)"
    assert large.execute(kept_back).fetchall() == []
    assert smallest(large, everything(large)) >= 5


def test_the_ratio_of_a_small_pool_is_not_in_the_panel(small):
    assert small.execute("select count(*) from panel").fetchone() == (0,)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("int_promotion_tests_adjusted", ["round(fisher_p_value, 4)"]),
        ("int_promotion_tests_adjusted", ["round(adjusted_p_value, 4)"]),
        ("int_promotion_tests_adjusted", ["round(stratified_odds_ratio, 2)"]),
        ("int_promotion_groups_compared", ["round(rate_lower, 2)", "round(rate_upper, 2)"]),
    ],
)
def test_what_is_kept_back_would_single_the_withheld_group_out(small, table, columns):
    assert smallest(small, {table: columns}) == 1


def test_the_ratio_of_a_small_pool_would_single_the_withheld_group_out(small, render):
    model = render(sql_of("int_promotion_impact_ratio", MODELS["int_promotion_impact_ratio"]))
    small.execute(
        "create view unguarded as select * replace (false as is_withheld)"
        " from int_promotion_extremes_paired"
    )
    exact = model.replace("int_promotion_extremes_paired", "unguarded")
    small.execute(f"create view exact as select *, '' as group_name from ({exact})")
    assert smallest(small, {"exact": RATIO}) == 1
