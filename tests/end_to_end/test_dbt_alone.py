"""An analytics engineer runs dbt alone, in its folder, over what a run has loaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from orchestration.locations import DBT_PROJECT


def test_dbt_build_alone_passes_with_every_data_and_unit_test(demo, tmp_path):
    shutil.copy(demo.home.warehouse, tmp_path / "warehouse.duckdb")
    folders = ["--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")]
    done = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "build", *folders, "--vars", "as_of: 2025-12-31"],
        cwd=DBT_PROJECT,
        env=os.environ | {"SCORECARD_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert "unit_test" in done.stdout or "unit test" in done.stdout
