"""Columns that are never taken in: biometric and voice data. A deny list over column names."""

import re

DENIED = re.compile(
    r"(?<![a-z])(biometrics?|finger ?prints?|face ?prints?|facial|voice ?prints?"
    r"|voice (recording|sample|file)s?|audio( (recording|file|url))?s?|iris scan|retinal?( scan)?"
    r"|heart rate|pulse rate|skin conductance|key ?stroke dynamics|gaze tracking|eye tracking"
    r"|emotion (recognition|score|inference))(?![a-z])"
)


def denied_word(column: str) -> str | None:
    """The denied term in a column's name, or None."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    match = DENIED.search(re.sub(r"[\W_]+", " ", words).lower())
    return match.group(0) if match else None
