"""How strong an association is: against an unmeasured cause, and among all that were looked at."""

import math
from collections.abc import Sequence

from statsmodels.stats.multitest import multipletests

_METHODS = {"holm": "holm", "benjamini_hochberg": "fdr_bh"}


def e_value(ratio: float, is_rare: bool) -> float:
    """How strongly an unmeasured cause would have to go with both to explain a ratio away.

    R + sqrt(R (R - 1)) with R the ratio or its inverse, whichever is above one; without unit, one
    when there is nothing to explain. An odds ratio of an event that is not rare counts as its
    square root. VanderWeele and Ding (2017), Annals of Internal Medicine 167:268.
    """
    risk = max(ratio, 1 / ratio) if ratio > 0 else math.inf
    risk = risk if is_rare else math.sqrt(risk)
    return risk + math.sqrt(risk * (risk - 1)) if math.isfinite(risk) else math.inf


def e_value_of_limit(lower: float, upper: float, is_rare: bool) -> float:
    """The E-value of the limit that lies nearer to one; one when the band holds it."""
    if lower <= 1 <= upper:
        return 1.0
    return e_value(lower if lower > 1 else upper, is_rare)


def adjusted(p_values: Sequence[float | None], method: str) -> list[float | None]:
    """p-values of one declared family, adjusted for all its members.

    A test that could not be made counts as one that found nothing, so that the family is as large
    as declared whatever came of it. Holm (1979), Scandinavian Journal of Statistics 6:65;
    Benjamini and Hochberg (1995), JRSS B 57:289.
    """
    if not p_values:
        return []
    filled = [1.0 if p is None else p for p in p_values]
    found = multipletests(filled, method=_METHODS[method])[1]
    return [None if p is None else float(q) for p, q in zip(p_values, found, strict=True)]
