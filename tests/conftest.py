"""What several folders of tests share: the published sample organization, made once a session."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.locations import PROJECT_ROOT, Home
from seeds.sample.generate import generate

SHARED = PROJECT_ROOT.parent / "shared"
SCORECARD = Path(sys.executable).with_name("scorecard")


@dataclass(frozen=True)
class Organization:
    """An organization's exports and the home its scorecard is published in."""

    config: Path
    home: Home

    def scorecard(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line as a user would."""
        environment = os.environ | {
            "SCORECARD_HOME": str(self.home.root),
            "SCORECARD_CONFIG": str(self.config),
        }
        return subprocess.run(
            [SCORECARD, *arguments], env=environment, capture_output=True, text=True, check=False
        )


def organization(folder: Path, scenario: str = "case", **arguments: int) -> Organization:
    """A sample organization that nothing was run for yet."""
    report = generate(folder / "exports", scenario=scenario, **arguments)
    return Organization(report.settings, Home(folder / "home"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Organization:
    """The default sample, published. Tests that use it carry `xdist_group("demo")`."""
    made = organization(tmp_path_factory.mktemp("demo"))
    run = made.scorecard("run")
    assert run.returncode == 0, run.stdout + run.stderr
    return made
