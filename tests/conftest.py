"""What several folders of tests share: the published sample organization, made once a session."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestration.garbage import look_seldom
from orchestration.locations import PROJECT_ROOT, Home
from seeds.sample.generate import generate

SHARED = PROJECT_ROOT.parent / "shared"
SCORECARD = Path(sys.executable).with_name("scorecard")
WHOLE_RUNS = {"end_to_end", "validation"}


look_seldom()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is costly is made once: the tests of the demo run on one worker, those of any other
    module on one. Whole runs of the pipeline come first, so that the workers end together.
    """
    for item in items:
        group = "demo" if _uses_demo(item) else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: (not _uses_demo(item), item.path.parent.name not in WHOLE_RUNS))


def pytest_collection_finish() -> None:
    """No test is garbage before the session ends."""
    look_seldom()


def _uses_demo(item: pytest.Item) -> bool:
    return "demo" in getattr(item, "fixturenames", ())


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
    """The default sample, published."""
    made = organization(tmp_path_factory.mktemp("demo"))
    run = made.scorecard("run")
    assert run.returncode == 0, run.stdout + run.stderr
    return made
