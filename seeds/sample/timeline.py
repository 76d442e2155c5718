"""When things happen in the synthetic organization: months, waves, rounds. No effects, no people.

Months are counted twice: `t` from the start of the HR history (2024-01 is 0), and `k` from the
first training (2024-12 is Month 0, 2025-01 is 1). Days are counted from the start of the history.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

HISTORY_START = np.datetime64("2024-01-01")
HISTORY_MONTHS = 12
"""Months of HR history before month 1; `t = k + HISTORY_MONTHS - 1`."""

TRAINING_ON = np.datetime64("2025-01-06")
"""Day on which the first cohort is trained; later ones follow on a Monday as well."""
COACHING_FROM = np.datetime64("2025-04-14")
OPEN_END = 1_000_000
"""Day on which a spell that has not ended ends."""

WAVE_EVERY = 3
"""Months from one 360 wave to the next."""


@dataclass(frozen=True)
class Timeline:
    """The months up to the end of month `months` after the first training.

    monthly_from: first month (`t`) of pulse, observation and one-on-one evidence.
    first_rating_wave: month (`t`) of the first 360 wave.
    """

    months: int
    monthly_from: int
    first_rating_wave: int

    @property
    def count(self) -> int:
        """Months of history, training year included."""
        return HISTORY_MONTHS + self.months

    @cached_property
    def month_starts(self) -> np.ndarray:
        """First day of each month and of the one after the last, as dates."""
        months = np.datetime64("2024-01", "M") + np.arange(self.count + 1)
        return months.astype("datetime64[D]")

    @cached_property
    def month_days(self) -> np.ndarray:
        """First day of each month and of the one after the last, as day numbers."""
        return (self.month_starts - HISTORY_START).astype(int)

    @cached_property
    def since_training(self) -> np.ndarray:
        """`k` of each month."""
        return np.arange(self.count) - (HISTORY_MONTHS - 1)

    @property
    def as_of(self) -> np.datetime64:
        """The date that the scorecard looks from: the last day of the last month."""
        return self.month_starts[-1] - 1

    @property
    def last_day(self) -> int:
        """The same as a day number."""
        return int(self.month_days[-1]) - 1

    @property
    def monthly(self) -> range:
        """Months with a pulse wave and observations."""
        return range(self.monthly_from, self.count)

    @property
    def rating_waves(self) -> range:
        """Months with a 360 wave."""
        return range(self.first_rating_wave, self.count, WAVE_EVERY)

    @property
    def promotion_rounds(self) -> range:
        """Months that end with a promotion round: the last of each quarter."""
        return range(2, self.count, 3)

    @property
    def calibrations(self) -> range:
        """Months in which observers score the anchor scenarios: the first of each quarter.

        The first comes before anything is observed.
        """
        return range((self.monthly_from - 1) // 3 * 3, self.count, 3)

    def wave_id(self, t: int) -> str:
        """The wave of month `t`, such as 2025-03."""
        return str(self.month_starts[t])[:7]


def training_day(months_after: int) -> int:
    """Day number of the training of the cohort that is trained so many months after the first."""
    first = TRAINING_ON.astype("datetime64[M]")
    earliest = (first + months_after).astype("datetime64[D]") + (TRAINING_ON - first)
    monday = np.busday_offset(earliest, 0, roll="forward", weekmask="Mon")
    return int((monday - HISTORY_START).astype(int))


def to_dates(days: np.ndarray) -> np.ndarray:
    """Day numbers to dates."""
    return HISTORY_START + np.asarray(days).astype("timedelta64[D]")


def to_times(days: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """Day numbers and seconds of the day (UTC) to timestamps."""
    return to_dates(days).astype("datetime64[s]") + np.asarray(seconds).astype("timedelta64[s]")


def office_seconds(rng: np.random.Generator, count: int) -> np.ndarray:
    """Seconds of the UTC day that fall on one date in UTC and in the Americas: 15:00 to 22:59."""
    return rng.integers(15 * 3600, 23 * 3600, count)
