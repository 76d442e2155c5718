"""Runs the benchmarks and writes `benchmarks.json`: ratios against a named peer in the same run.

    python -m tests.benchmarks.run [--out FILE] [--leaders N]

Seconds depend on the machine and on what else it does, ratios hardly; neither is a test.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks import severity_large, severity_lmer


def benchmarks(leaders: int) -> dict[str, Callable[[], Mapping[str, object]]]:
    """Each benchmark by its name."""
    return {
        "severity_insteval": severity_lmer.run,
        "severity_sparse": lambda: severity_large.run(leaders),
    }


def main(arguments: list[str] | None = None) -> None:
    """Run all, print one line each, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("benchmarks.json"))
    parser.add_argument("--leaders", type=int, default=severity_large.LEADERS)
    given = parser.parse_args(arguments)
    results = {}
    for name, run in benchmarks(given.leaders).items():
        results[name] = run()
        print(f"{name}: {json.dumps(results[name])}", flush=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    text = json.dumps({"machine": machine, "benchmarks": results}, indent=2)
    given.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
