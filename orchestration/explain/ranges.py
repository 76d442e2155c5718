"""Line numbers, written as ranges: 12-40, 44."""

from collections.abc import Iterable, Sequence


def ranges(lines: Iterable[int]) -> list[str]:
    """Distinct lines in order, neighbors joined: [1, 2, 3, 7] -> ["1-3", "7"]."""
    runs: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return [f"{first}-{last}" if first < last else str(first) for first, last in runs]


def shortened(texts: Sequence[str], limit: int) -> str:
    """The first `limit` ranges as one text, and how many more there are."""
    rest = len(texts) - limit
    shown = ", ".join(texts[:limit])
    return f"{shown} and {rest} more ranges" if rest > 0 else shown
