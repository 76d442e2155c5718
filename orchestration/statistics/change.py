"""The change of the same people from one occasion to another: limits and tests.

Pure functions of arrays; one entry for each person who was seen on both occasions.
"""

import numpy as np
from scipy import stats

from orchestration.statistics.exact import LEVEL, Finding


def paired_change(changes: np.ndarray, level: float = LEVEL) -> Finding | None:
    """Mean change with Student's limits and p; None for fewer than two people.

    Assumes independent people and a mean of changes that is close to normal. Student (1908),
    Biometrika 6:1. When all changes are alike the band has no width and p is 0, or 1 at zero.
    """
    count = len(changes)
    if count < 2:
        return None
    mean = float(np.mean(changes))
    error = float(np.std(changes, ddof=1) / np.sqrt(count))
    reach = float(stats.t.ppf((1 + level) / 2, count - 1)) * error
    if error:
        p_value = float(2 * stats.t.sf(abs(mean) / error, count - 1))
    else:
        p_value = 1.0 if mean == 0 else 0.0
    return Finding(mean, mean - reach, mean + reach, p_value)


def mcnemar(risen: int, fallen: int) -> tuple[float, float] | None:
    """Chi-square (one degree of freedom, continuity corrected) and p; None without a change.

    risen, fallen: people whose yes-or-no answer changed, one way and the other; those who stayed
    carry no information. McNemar (1947), Psychometrika 12:153; Edwards (1948) for the correction.
    """
    if not risen + fallen:
        return None
    chi_square = max(abs(risen - fallen) - 1, 0) ** 2 / (risen + fallen)
    return chi_square, float(stats.chi2.sf(chi_square, 1))
