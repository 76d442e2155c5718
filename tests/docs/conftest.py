"""A shell in the checkout, over the home in which the demo is published."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.pages import ROOT


@dataclass(frozen=True)
class Shell:
    """Runs commands as a reader would; `ran` remembers them, so that each is run once."""

    environment: dict[str, str]
    ran: dict[str, subprocess.CompletedProcess]

    def run(self, command: str) -> subprocess.CompletedProcess:
        """Run a command with bash in the checkout."""
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
def shell(demo) -> Shell:
    """The environment in which the demo was published."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SCORECARD_HOME": str(demo.home.root),
        "SCORECARD_CONFIG": str(demo.config),
    }
    return Shell(environment, {})
