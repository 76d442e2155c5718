"""One home in which the commands of the pages are run, prepared by the pages' own commands."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.docs.pages import ROOT


@dataclass
class Demo:
    """A home with a published sample, and what was already run in it."""

    environment: dict[str, str]
    ran: dict[str, subprocess.CompletedProcess] = field(default_factory=dict)

    def run(self, command: str) -> subprocess.CompletedProcess:
        """Run a command as a reader would in the checkout; the same command only once."""
        if command not in self.ran:
            self.ran[command] = subprocess.run(
                ["bash", "-c", command],
                cwd=ROOT,
                env=self.environment,
                capture_output=True,
                text=True,
                check=False,
            )
        return self.ran[command]


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    """The sample organization of `make demo`, published."""
    folder = tmp_path_factory.mktemp("demo")
    tools = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "SCORECARD_HOME": str(folder / "home"),
        "SCORECARD_CONFIG": str(folder / "exports" / "scorecard.yml"),
    }
    made = Demo(environment)
    for command in (f"scorecard sample --out {folder / 'exports'}", "scorecard run"):
        done = made.run(command)
        assert done.returncode == 0, done.stderr[-4000:]
    return made
