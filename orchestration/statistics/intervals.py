"""Bands of an instrument's reliabilities: how far alpha and the ICC could be off by chance."""

import pandas as pd
from scipy.stats import f as f_distribution

from orchestration.statistics.inputs import Inputs, relation

LEVEL = 0.95
_KEYS = ["instrument_id", "instrument_version", "construct"]
_LIMITS = [
    *("alpha_lower", "alpha_upper"),
    *("icc_of_one_lower", "icc_of_one_upper", "icc_of_mean_lower", "icc_of_mean_upper"),
]
_NONE = (None, None)

Limits = tuple[float, float] | tuple[None, None]


def compute(inputs: Inputs) -> pd.DataFrame:
    """One row for each instrument version and construct; limits are null without a basis."""
    found = inputs.frame(f"select * from {relation('int_instruments_measured')}")
    rows = []
    for one in found.itertuples(index=False):
        row = one._asdict()
        alpha, of_one, of_mean = _NONE, _NONE, _NONE
        if pd.notna(one.alpha) and one.form_count > 1:
            alpha = feldt_limits(one.alpha, int(one.form_count), int(one.item_count))
        if pd.notna(one.icc_of_one) and one.ms_within > 0:
            between = int(one.leader_wave_count - one.wave_count)
            within = int(one.rating_count - one.leader_wave_count)
            of_one, of_mean = icc_limits(
                one.ms_between / one.ms_within, between, within, one.mean_raters
            )
        limits = dict(zip(_LIMITS, (*alpha, *of_one, *of_mean), strict=True))
        rows.append({key: row[key] for key in _KEYS} | limits | {"band_level": LEVEL})
    return pd.DataFrame(rows, columns=[*_KEYS, *_LIMITS, "band_level"])


def feldt_limits(alpha: float, forms: int, items: int, level: float = LEVEL) -> Limits:
    """Limits of Cronbach's alpha: 1 - (1 - alpha) F, without unit.

    F has forms - 1 and (forms - 1)(items - 1) degrees of freedom. Assumes that forms are
    independent of each other; forms about one leader are not quite, so the true band is somewhat
    wider. Feldt (1965), Psychometrika 30:357; Feldt, Woodruff and Salih (1987), Applied
    Psychological Measurement 11:93.
    """
    free = forms - 1, (forms - 1) * (items - 1)
    tail = (1 - level) / 2
    lower = 1 - (1 - alpha) * f_distribution.isf(tail, *free)
    upper = 1 - (1 - alpha) * f_distribution.ppf(tail, *free)
    return float(lower), float(upper)


def icc_limits(
    ratio: float, between: int, within: int, size: float, level: float = LEVEL
) -> tuple[Limits, Limits]:
    """Limits of ICC(1) and of ICC(1, k), without unit.

    ratio: mean square between leaders over that within; between, within: their degrees of
    freedom; size: ratings of a leader. Exact where all leaders have the same number of ratings by
    independent raters, else an approximation at the mean number. Shrout and Fleiss (1979),
    Psychological Bulletin 86:420, p. 424.
    """
    tail = (1 - level) / 2
    lowest = ratio / float(f_distribution.isf(tail, between, within))
    highest = ratio * float(f_distribution.isf(tail, within, between))
    of_one = tuple((one - 1) / (one + size - 1) for one in (lowest, highest))
    of_mean = tuple(1 - 1 / one for one in (lowest, highest))
    return of_one, of_mean
