"""What a reader can work out about a withheld promotion group from all that is published of it.

The reader here knows more than a real one: the exact number of people and promotions of the year,
and that there is one level and one round. Every table of counts that agrees with this is put
through the pipeline's own models, each as a year of its own; two tables with the same published
rows cannot be told apart.
"""

from datetime import date, timedelta
from functools import cache
from itertools import product

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.locations import DBT_PROJECT
from orchestration.statistics.promotion_tests import fisher_p, mantel_haenszel
from tests.indicators.conftest import QUANTILES, ROOT, render

__all__ = ["render"]

POOLS = {
    "small": {
        "people": 100,
        "promoted": 20,
        "male": [(60, 20), (61, 20), (63, 21), (64, 21)],
        "white": [(61, 19), (64, 20), (65, 20), (68, 21)],
    },
    "large": {
        "people": 270,
        "promoted": 60,
        "male": [(150, 40), (152, 41), (154, 41), (157, 42)],
        "white": [(160, 43), (163, 44), (166, 45), (168, 45)],
    },
}
MODELS = {
    "int_promotion_groups_shown": "intermediate/scorecard",
    "int_promotion_groups_compared": "intermediate/scorecard",
    "int_promotion_groups_coarsened": "intermediate/scorecard",
    "int_promotion_tests_adjusted": "intermediate/scorecard",
    "fct_promotion_equity": "marts/scorecard",
}
WORDS = ["result", "is_flagged_practical", "is_flagged_statistical", "stratified_state"]
TESTS = ["fisher_p_value", "adjusted_p_value", "stratified_odds_ratio", "stratified_p_value"]


def worlds(pool):
    """Tables of counts with the same totals to the ten, and with men and whites that look alike."""
    people, promoted = pool["people"], pool["promoted"]
    totals = product(range(people, people + 10), range(promoted, promoted + 10))
    for (people, promoted), n, x in product(totals, range(1, 5), range(5)):
        for men, white in product(pool["male"], pool["white"]):
            women = (people - men[0] - n, promoted - men[1] - x)
            black = (people - white[0], promoted - white[1])
            if x <= n and 0 < women[1] and 0 < black[1]:
                yield {
                    "gender": {"nonbinary": (n, x), "male": men, "female": women},
                    "ethnicity": {"white": white, "black": black},
                }


def counted(year, world):
    """The rows of `int_promotion_groups_counted` for one year."""
    for construct, groups in world.items():
        pool, risen = np.sum(list(groups.values()), axis=0)
        for group, (people, promoted) in groups.items():
            yield {
                "construct": construct,
                "scope_type": "company",
                "scope_id": "company",
                "period_grain": "year",
                "period_start": year,
                "group_name": group,
                "people_count": people,
                "decision_count": people,
                "promotion_count": promoted,
                "promotion_rate": promoted / people,
                "pool_share": people / pool,
                "expected_promotions": people * risen / pool,
                "rating_state": "too_small" if group == "nonbinary" else "rated",
            }


@cache
def p_and_ratio(*counts):
    """What the statistic says of one table of four counts."""
    table = np.array(counts).reshape(2, 2)
    return {"fisher_p_value": fisher_p(table), **mantel_haenszel(table[None])}


def comparisons(connection):
    """The rows of `stg_statistics__promotion_tests`, by the functions of the statistic."""
    pairs = connection.execute(
        """select g.construct, g.period_start, g.group_name, g.reference_group,
            g.decision_count, g.promotion_count, r.decision_count, r.promotion_count
        from int_promotion_groups_compared as g inner join int_promotion_groups_compared as r
            on g.construct = r.construct and g.period_start = r.period_start
            and g.reference_group = r.group_name"""
    ).fetchall()
    for *key, n, x, reference_n, reference_x in pairs:
        numbers = p_and_ratio(x, n - x, reference_x, reference_n - reference_x)
        yield {
            **dict(
                zip(
                    ("construct", "period_start", "group_name", "reference_group"), key, strict=True
                )
            ),
            **numbers,
            "homogeneity_p_value": None,
            "homogeneity_reason": "single_stratum",
        }


@pytest.fixture(scope="module", params=POOLS)
def published(request, render):
    """The worlds, and connection with all that is published of them, a year for each world."""
    connection = duckdb.connect()
    for name in (*QUANTILES, "indicators"):
        path = ROOT / "seeds" / "reference" / f"{name}.csv"
        connection.execute(f"create table {name} as from read_csv('{path}', header = true)")
    found = {
        date(1000, 1, 1) + timedelta(days=at): one
        for at, one in enumerate(worlds(POOLS[request.param]))
    }
    rows = pd.DataFrame([row for year, one in found.items() for row in counted(year, one)])
    connection.execute("create table int_promotion_groups_counted as from rows")
    for name, folder in MODELS.items():
        if name == "int_promotion_tests_adjusted":
            tests = pd.DataFrame(comparisons(connection))
            connection.execute(
                "create table stg_statistics__promotion_tests as select * replace"
                " (cast(homogeneity_p_value as double) as homogeneity_p_value) from tests"
            )
        sql = (DBT_PROJECT / "models" / folder / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"create table {name} as {render(sql)}")
    return found, connection


def alike(published, table, columns):
    """Counts of the withheld group in each set of worlds that look the same in `columns`."""
    found, connection = published
    rows = connection.execute(
        f"select period_start, construct, group_name, {', '.join(columns)} from {table} order by all"
    ).fetchall()
    looks = {}
    for year, *seen in rows:
        looks.setdefault(year, []).append(tuple(seen))
    sets = {}
    for year, look in looks.items():
        sets.setdefault(tuple(look), set()).add(found[year]["gender"]["nonbinary"])
    return list(sets.values())


def columns_of(published, table):
    """Columns of a table that differ from world to world."""
    names = [row[0] for row in published[1].execute(f"describe {table}").fetchall()]
    return [name for name in names if name not in ("construct", "period_start", "group_name")]


def test_several_counts_of_the_withheld_group_agree_with_all_that_is_published(published):
    sets = alike(published, "fct_promotion_equity", columns_of(published, "fct_promotion_equity"))
    from collections import Counter

    print(len(sets), Counter(len(s) for s in sets), Counter(len({x for n, x in s}) for s in sets))
