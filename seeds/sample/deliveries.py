"""How exports arrive: late responses, corrected re-exports, files sent twice.

These are normal, not defects: intake takes the newest version and counts each row once.
"""

import shutil
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

LATE = {("team_pulse", "2025-08")}
"""Waves of which one response in twenty comes in a file of its own."""
CORRECTED = {("team_pulse", "2025-05"), ("empathy_360", "2025-06")}
"""Waves exported again after one response in forty was completed a day later."""
COPIES = (
    ("survey/pulse/Team_Pulse_2025-03.csv", "survey/pulse/Team_Pulse_2025-03 (1).csv"),
    ("survey/360/Empathy_360_2025-03.csv", "survey/360/Empathy_360_2025-03 (1).csv"),
    ("hris/workers_snapshot_2025.csv", "hris/workers_snapshot_2025_resent.csv"),
)
"""Files sent twice, byte for byte."""
LATE_EVERY, CORRECTED_EVERY = 20, 40
BLANK_AT_FIRST = 2


def _every(responses: pd.Series, nth: int) -> np.ndarray:
    return np.array([crc32(one.encode()) % nth == 0 for one in responses])


def deliveries(answers: pd.DataFrame) -> list[pd.DataFrame]:
    """The answers of one wave as they are delivered; column `delivery` names the file."""
    wave = (answers["survey_id"].iloc[0], answers["wave_id"].iloc[0])
    named = answers.assign(delivery=wave[1])
    if wave in LATE:
        late = _every(named["response_id"], LATE_EVERY)
        return [named[~late], named[late].assign(delivery=f"{wave[1]}_late")]
    if wave in CORRECTED:
        chosen = _every(named["response_id"], CORRECTED_EVERY)
        first = named.copy()
        place = first.groupby(["response_id", "instrument_id"]).cumcount()
        first.loc[chosen & (place < BLANK_AT_FIRST).to_numpy(), "answer"] = pd.NA
        again = named.assign(delivery=f"{wave[1]}_corrected")
        again.loc[chosen, "submitted_at"] += pd.Timedelta(days=1)
        return [first, again]
    return [named]


def send_twice(out: Path) -> list[dict[str, str]]:
    """Copy the files that are sent twice; those that do not exist are left alone."""
    sent = []
    for file, copy in COPIES:
        if (out / file).exists():
            shutil.copyfile(out / file, out / copy)
            sent.append({"file": copy, "of": file, "kind": "same_bytes"})
    return sent
