"""Columns that are never taken in: biometric and voice data. A deny list over column names.

A name longer than a field's name is taken for the text of a question, and passes.
"""

import re

LONGEST_FIELD_NAME = 40
DENIED = re.compile(
    r"(?<![a-z])(biometrics?|finger ?prints?|face ?prints?|facial (image|features?|recognition)"
    r"|voice ?prints?|(voice|audio|speech) (recording|sample|file|clip|url)s?"
    r"|iris scan|retinal? scan|heart rate|pulse rate|skin conductance|key ?stroke dynamics"
    r"|gaze tracking|eye tracking|emotion (recognition|inference))(?![a-z])"
)


def denied_word(column: str) -> str | None:
    """The denied term in a column's name, or None."""
    if len(column) > LONGEST_FIELD_NAME:
        return None
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    match = DENIED.search(re.sub(r"[\W_]+", " ", words).lower())
    return match.group(0) if match else None
