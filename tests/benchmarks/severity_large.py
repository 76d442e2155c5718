"""Rater severity on sparse synthetic ratings, in a process of its own so that memory is its own.

    python -m tests.benchmarks.severity_large FILE

fits the table `ratings` of a DuckDB file and prints seconds and peak memory.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from orchestration.statistics.severity.model import fit
from orchestration.statistics.severity.workspace import duckdb_workspace

LEADERS = 1_000_000
RATERS_EACH = 10
MOST_SECONDS = 40.0
MOST_GIGABYTES = 4.0
THREADS = 2
_MEMORY = "3GB"
TRUTH = {"leader": 0.15, "rater": 0.20, "error": 0.40}
# Ids are pseudonyms as the pipeline makes them; effects are normal, drawn from hashes.
_DRAW = "sqrt(-2 * ln(({a} % 1000003 + 1) / 1000004.0)) * cos(6.283185307 * ({b} % 1000003) / 1e6)"
_RATINGS = """
    create table ratings as
    with pairs as (
        select
            number, number // {each} as leader,
            cast(hash(number * 7 + 1) % {raters} as bigint) as rater
        from range({ratings}) as numbers(number)
    )
    select
        'all' as stratum_id, 'p_' || md5('leader' || leader) as leader_id,
        'p_' || md5('rater' || rater) as rater_id, 'one' as form_id,
        3.5 + sqrt({leader_variance}) * {leader_draw} + sqrt({rater_variance}) * {rater_draw}
        + sqrt({error_variance}) * {error_draw} as score
    from pairs
"""


def run(leaders: int = LEADERS, raters_each: int = RATERS_EACH) -> dict[str, object]:
    """Seconds and gigabytes against their limits, and seconds in those of one plain aggregate.

    Each leader has `raters_each` raters, each rater two leaders on average. Drawing the ratings
    is not timed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ratings.duckdb"
        draw(path, leaders, raters_each)
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(path)], capture_output=True, text=True, check=True
        )
    found = json.loads(done.stdout)
    return {
        "peer": "DuckDB: one mean by leader and one by rater of the same ratings",
        **found,
        "ratio": round(found["seconds"] / found["peer_seconds"], 1),
        "target_seconds": MOST_SECONDS,
        "target_gigabytes": MOST_GIGABYTES,
        "is_met": found["seconds"] <= MOST_SECONDS and found["gigabytes"] <= MOST_GIGABYTES,
    }


def draw(path: Path, leaders: int, raters_each: int) -> None:
    """Write the ratings to a DuckDB file."""

    def normal(column: str, seed: int) -> str:
        first, second = (f"hash({column} * 31 + {seed + one})" for one in (0, 7))
        return _DRAW.format(a=first, b=second)

    with duckdb.connect(str(path)) as connection:
        connection.execute(f"set threads = {THREADS}")
        connection.execute(
            _RATINGS.format(
                each=raters_each,
                ratings=leaders * raters_each,
                raters=leaders * raters_each // 2,
                leader_draw=normal("leader", 1),
                rater_draw=normal("rater", 2),
                error_draw=normal("number", 3),
                **{f"{name}_variance": value for name, value in TRUTH.items()},
            )
        )


def measure(path: Path) -> dict[str, object]:
    """Fit the ratings of a file; what it took and found.

    seconds are those of the clock; on a machine that others use, processor_seconds over the two
    threads say how long it takes alone.
    """
    with duckdb.connect() as connection:
        connection.execute(f"set threads = {THREADS}; set memory_limit = '{_MEMORY}'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"attach '{path}' as given (read_only)")
        before = time.perf_counter()
        for side in ("leader_id", "rater_id"):
            connection.execute(
                f"create temp table means as "
                f"select {side}, avg(score) as mean from given.ratings group by {side}"
            )
            connection.execute("drop table means")
        started = time.perf_counter()
        with duckdb_workspace(connection) as work:
            busy = time.process_time()
            (found,) = fit(work, "given.ratings")
            seconds = time.perf_counter() - started
            busy = time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "ratings": found.rating_count,
        "leaders": found.leader_count,
        "raters": found.rater_count,
        "passes": found.passes,
        "variances": {name: round(getattr(found.components, name), 4) for name in TRUTH},
        "seconds": round(seconds, 2),
        "processor_seconds": round(busy, 2),
        "peer_seconds": round(started - before, 6),
        "gigabytes": round(peak / 1e9, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
