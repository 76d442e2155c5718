"""Rater severity on InstEval (73,421 ratings) beside R's lme4, the field's own program."""

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import duckdb

from orchestration.statistics.severity.model import Stratum, fit
from orchestration.statistics.severity.workspace import duckdb_workspace

SCRIPT = Path(__file__).with_name("lmer.R")
TARGET = 10.0
REPEATS = 5
ABSENT = "R with lme4 is not installed (Debian: r-base-core, r-cran-lme4): nothing to compare with"
_RATINGS = """
    create table ratings as
    select
        'all' as stratum_id, cast(d as varchar) as leader_id, cast(s as varchar) as rater_id,
        'one' as form_id, cast(y as double) as score
    from read_csv($1, header = true)
"""


def run() -> dict[str, object]:
    """Seconds of both and their ratio; without R, the reason why there is none.

    Neither side's reading of the file is timed. lmer fits the variances by REML and predicts the
    effects; here standard errors and connected components are found as well.
    """
    result: dict[str, object] = {"peer": "lme4::lmer", "target_ratio": TARGET}
    program = shutil.which("Rscript")
    if program is None:
        return {**result, "ratio": None, "reason": ABSENT}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ratings.csv"
        done = subprocess.run(
            [program, str(SCRIPT), str(path)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            return {**result, "ratio": None, "reason": f"{ABSENT}\n{done.stderr.strip()}"}
        peer = json.loads(done.stdout)
        seconds, found = timed(path)
    return {
        **result,
        "peer_version": peer["version"],
        "ratings": found.rating_count,
        "seconds": round(seconds, 3),
        "peer_seconds": peer["seconds"],
        "ratio": round(peer["seconds"] / seconds, 1),
        "is_met": peer["seconds"] / seconds >= TARGET,
        "largest_variance_difference": round(
            max(
                abs(getattr(found.components, n) / peer[n] - 1)
                for n in ("leader", "rater", "error")
            ),
            4,
        ),
    }


def timed(path: Path) -> tuple[float, Stratum]:
    """Seconds of the median fit of a few, and what it found."""
    with duckdb.connect() as connection:
        connection.execute(_RATINGS, [str(path)])
        times = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            with duckdb_workspace(connection) as work:
                (found,) = fit(work, "ratings")
            times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2], found
