"""How often a 90-day pilot of 45 leaders finds a change, by its true size.

Leaders' scores before and after correlate as the reliability of the score says; the test is the
paired one that the readout's band rests on.
"""

import numpy as np
import pandas as pd
from scipy import stats

from orchestration.statistics.power import detectable_paired

LEADERS, DEVIATION, CORRELATION, POWER, LEVEL = 45, 0.5, 0.5, 0.8, 0.95


def power_curve(pilots: int, seed: int) -> tuple[float, pd.DataFrame]:
    """(the smallest change that is stated to be found, change and found by true change)."""
    stated = detectable_paired(DEVIATION, CORRELATION, LEADERS, POWER)
    rng = np.random.default_rng(seed)
    rows = []
    for factor in (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5):
        change = factor * stated
        covariance = DEVIATION**2 * np.array([[1, CORRELATION], [CORRELATION, 1]])
        both = rng.multivariate_normal([0, change], covariance, (pilots, LEADERS))
        moved = both[..., 1] - both[..., 0]
        error = moved.std(axis=1, ddof=1) / np.sqrt(LEADERS)
        reach = stats.t.ppf((1 + LEVEL) / 2, LEADERS - 1) * error
        found = np.abs(moved.mean(axis=1)) > reach
        rows.append({"change": change, "found": float(found.mean())})
    return float(stated), pd.DataFrame(rows)
