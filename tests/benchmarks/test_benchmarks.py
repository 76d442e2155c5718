"""`make bench` runs, writes its file, and says so when there is no peer. No time is asserted."""

import json
import subprocess

import pytest

from orchestration.locations import PROJECT_ROOT
from tests.benchmarks import run, severity_lmer


@pytest.fixture
def written(tmp_path, monkeypatch):
    """What a run on a tiny size wrote, on a machine without R."""
    monkeypatch.setattr(severity_lmer.shutil, "which", lambda program: None)
    monkeypatch.chdir(PROJECT_ROOT)
    out = tmp_path / "benchmarks.json"
    run.main(["--out", str(out), "--leaders", "400"])
    return json.loads(out.read_text())["benchmarks"]


def test_a_tiny_run_fits_the_ratings_it_drew_and_writes_what_it_took(written):
    sparse = written["severity_sparse"]
    assert (sparse["ratings"], sparse["leaders"]) == (4000, 400)
    assert sparse["variances"]["leader"] == pytest.approx(0.15, abs=0.06)
    assert sparse["variances"]["rater"] == pytest.approx(0.20, abs=0.06)
    assert sparse["variances"]["error"] == pytest.approx(0.40, abs=0.06)
    assert sparse["seconds"] > 0
    assert sparse["gigabytes"] > 0
    assert sparse["is_met"] == (
        sparse["seconds"] <= sparse["target_seconds"]
        and sparse["gigabytes"] <= sparse["target_gigabytes"]
    )


def test_without_r_the_ratio_is_missing_and_the_reason_is_there(written):
    assert written["severity_insteval"]["ratio"] is None
    assert "r-cran-lme4" in written["severity_insteval"]["reason"]


def test_make_bench_runs_the_benchmarks_and_make_test_does_not():
    def steps(target):
        return subprocess.run(
            ["make", "-n", "-o", ".venv/.installed", target],
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "tests.benchmarks.run --out benchmarks.json" in steps("bench")
    assert "tests.benchmarks" not in steps("test")
