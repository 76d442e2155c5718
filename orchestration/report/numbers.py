"""How a number is written: unit, sign, and no more digits than its band supports.

Knows nothing of where a number comes from or of what it means.
"""

import math
from collections.abc import Sequence
from datetime import date

MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EM DASH}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHARE = "share"


def supported_decimals(catalog_decimals: int, lower: float | None, upper: float | None) -> int:
    """Decimals to print: the catalog's, or fewer when the band is too wide to carry them.

    The half width of the band keeps at most two significant digits (JCGM 100:2008, 7.2.6).
    """
    if lower is None or upper is None or upper <= lower:
        return catalog_decimals
    half_width = (upper - lower) / 2
    return max(0, min(catalog_decimals, 1 - math.floor(math.log10(half_width))))


def plain(value: float | None, decimals: int) -> str:
    """A number with a true minus sign; a dash when there is none."""
    if value is None:
        return ABSENT
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and text.strip("0.,") else text


def signed(value: float | None, decimals: int) -> str:
    """As `plain`, with a plus sign above zero."""
    text = plain(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0.,") else text


def percent(value: float | None, decimals: int = 0) -> str:
    """A share, 0 to 1, as a percentage."""
    return ABSENT if value is None else plain(100 * value, decimals) + "%"


def signed_percent(value: float | None, decimals: int = 0) -> str:
    """A relative change, 0.1 for ten percent more, with its sign."""
    return ABSENT if value is None else signed(100 * value, decimals) + "%"


def count(value: int | None) -> str:
    """A whole number with thousands separators."""
    return ABSENT if value is None else f"{value:,}"


def unit_words(unit: str) -> str:
    """What stands behind a number of this unit; a share carries its percent sign instead."""
    return "" if unit == SHARE else unit


def day(value: date | None) -> str:
    """A date as a reader of either habit takes it: 31 Dec 2025."""
    return ABSENT if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(start: date, grain: str) -> str:
    """The name of a period: Dec 2025, Q4 2025, 2025."""
    if grain == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    if grain == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    return str(start.year)


def ticks(values: Sequence[float], is_share: bool) -> list[str]:
    """Labels of an axis, with just the decimals that tell them apart."""
    shown = [100 * v if is_share else v for v in values]
    decimals = next(d for d in range(12) if all(abs(v - round(v, d)) < 1e-9 for v in shown))
    return [plain(v, decimals) + ("%" if is_share else "") for v in shown]


class Scale:
    """Writes the values of one indicator in one band's precision."""

    def __init__(
        self, unit: str, decimals: int, lower: float | None = None, upper: float | None = None
    ) -> None:
        """Take unit and decimals from the catalog; decimals are of the stored scale."""
        self.is_share = unit == SHARE
        self.factor = 100 if self.is_share else 1
        shown = decimals - 2 if self.is_share else decimals
        low, high = (None if x is None else x * self.factor for x in (lower, upper))
        self.decimals = supported_decimals(max(shown, 0), low, high)

    def _scaled(self, value: float | None) -> float | None:
        return None if value is None else value * self.factor

    def value(self, value: float | None) -> str:
        """3.62, or 43% when the unit is a share."""
        text = plain(self._scaled(value), self.decimals)
        return text + "%" if self.is_share and value is not None else text

    def band(self, lower: float | None, upper: float | None) -> str:
        """3.41 to 3.83."""
        if lower is None or upper is None:
            return ABSENT
        return f"{self.value(lower)} to {self.value(upper)}"

    def change(self, value: float | None) -> str:
        """+0.21, or +12 points when the unit is a share."""
        text = signed(self._scaled(value), self.decimals)
        return text + " points" if self.is_share and value is not None else text

    def change_band(self, lower: float | None, upper: float | None) -> str:
        """+0.05 to +0.37."""
        if lower is None or upper is None:
            return ABSENT
        low, high = (signed(self._scaled(x), self.decimals) for x in (lower, upper))
        return f"{low} to {high}"
