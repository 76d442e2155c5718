"""Tests of each promotion group against its reference group: exact, and within level and round.

What may be shown of them is not decided here: `int_promotion_tests_adjusted` takes the family of
the year into account, `fct_promotion_equity` keeps back what would give a small group's counts
away.
"""

from itertools import groupby

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact
from statsmodels.stats.contingency_tables import StratifiedTable

from orchestration.statistics.inputs import Inputs, relation

_KEYS = ["construct", "period_start", "group_name", "reference_group"]
_POOLED = ["stratified_odds_ratio", "stratified_lower", "stratified_upper", "stratified_p_value"]
_COLUMNS = [
    *_KEYS,
    "fisher_p_value",
    "stratum_count",
    *_POOLED,
    "homogeneity_p_value",
    "homogeneity_reason",
]


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each group that is compared with the group of the highest rate."""
    sparse = (
        inputs.threshold("equity_min_expected_cell"),
        inputs.threshold("equity_max_small_cells_share"),
    )
    rows = []
    counts = inputs.frame(_COUNTS)
    for key, found in groupby(counts.itertuples(index=False), key=lambda row: row[: len(_KEYS)]):
        strata = list(found)
        by_round = np.array([_table(row) for row in strata])
        by_level = np.array(
            [
                sum(_table(row) for row in level)
                for _, level in groupby(strata, key=lambda row: row.job_level_from)
            ]
        )
        rows.append(
            [
                *key,
                fisher_p(by_round.sum(axis=0)),
                *mantel_haenszel(by_round).values(),
                *homogeneity(by_level, *sparse),
            ]
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


def fisher_p(table: np.ndarray) -> float:
    """Fisher's exact p of a 2 x 2 table, two-sided: tables no likelier than the one seen.

    Assumes that the margins are given and decisions independent. Fisher (1935), JRSS 98:39.
    """
    return float(fisher_exact(table).pvalue)


def mantel_haenszel(tables: np.ndarray) -> dict[str, float | None]:
    """Odds ratio common to strata x 2 x 2 tables, its 95% limits, and the test that it is one.

    sum(a d / n) / sum(b c / n); limits on the logarithm by the variance of Robins, Breslow and
    Greenland (1986), Biometrics 42:311; chi-square with continuity correction, Mantel and
    Haenszel (1959), JNCI 22:719. Assumes the same ratio in each stratum. A stratum in which a
    row or a column is empty says nothing and is left out; null where no stratum is left, and
    limits are null where the ratio is zero or without bound.
    """
    kept = informative(tables)
    found: dict[str, float | None] = dict.fromkeys(_POOLED)
    if len(kept):
        strata = StratifiedTable([table.astype(float) for table in kept])
        null = strata.test_null_odds(correction=True)
        found["stratified_p_value"] = float(null.pvalue)
        cross = (kept[:, 0, 0] * kept[:, 1, 1], kept[:, 0, 1] * kept[:, 1, 0])
        if all(product.any() for product in cross):
            lower, upper = strata.oddsratio_pooled_confint()
            found |= {
                "stratified_odds_ratio": float(strata.oddsratio_pooled),
                "stratified_lower": float(lower),
                "stratified_upper": float(upper),
            }
    return {"stratum_count": len(kept), **found}


def homogeneity(
    tables: np.ndarray, min_expected: float, max_small_share: float
) -> tuple[float | None, str | None]:
    """P that the odds ratio is the same in all strata, or why there is none.

    Breslow and Day's chi-square with Tarone's adjustment (1985, Biometrika 72:91). Its p holds
    for large strata only: none is given where more than `max_small_share` of the cells expect
    fewer than `min_expected` (Cochran 1954, Biometrics 10:417).
    """
    kept = informative(tables)
    if len(kept) < 2:
        return None, "single_stratum"
    rows, columns = kept.sum(axis=2, keepdims=True), kept.sum(axis=1, keepdims=True)
    expected = rows * columns / kept.sum(axis=(1, 2), keepdims=True)
    if (expected < min_expected).mean() > max_small_share:
        return None, "strata_too_sparse"
    strata = StratifiedTable([table.astype(float) for table in kept])
    p_value = float(strata.test_equal_odds(adjust=True).pvalue)
    return (p_value, None) if np.isfinite(p_value) else (None, "strata_too_sparse")


def informative(tables: np.ndarray) -> np.ndarray:
    """The tables in which no row and no column is empty."""
    return tables[(tables.sum(axis=1) > 0).all(axis=1) & (tables.sum(axis=2) > 0).all(axis=1)]


def _table(row: tuple) -> np.ndarray:
    """Promoted and not, of the group and of its reference."""
    return np.array(
        [
            [row.promotions, row.decisions - row.promotions],
            [row.reference_promotions, row.reference_decisions - row.reference_promotions],
        ]
    )


_SUM = """cast(
    coalesce(
        sum(strata.{count}_count) filter (where strata.group_name {test} compared.group_name), 0
    ) as bigint
)"""
_COUNTS = f"""
    select
        compared.construct, compared.period_start, compared.group_name, compared.reference_group,
        strata.job_level_from, strata.decided_on,
        {_SUM.format(count="promotion", test="=")} as promotions,
        {_SUM.format(count="decision", test="=")} as decisions,
        {_SUM.format(count="promotion", test="<>")} as reference_promotions,
        {_SUM.format(count="decision", test="<>")} as reference_decisions
    from {relation("int_promotion_groups_compared")} as compared
    inner join {relation("int_promotion_strata_counted")} as strata
        on compared.construct = strata.construct
        and compared.period_start = strata.period_start
        and strata.group_name in (compared.group_name, compared.reference_group)
    where compared.reference_group is not null
    group by all
"""
