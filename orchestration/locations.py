"""The only module that knows paths.

Everything that is written lives under one home (`SCORECARD_HOME`, default `./.scorecard`);
everything that is read from the checkout is named here once.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
REFERENCE_SEEDS = PROJECT_ROOT / "seeds" / "reference"
LOCK_FILE = PROJECT_ROOT / "requirements.lock"
DBT_PARSE = DBT_PROJECT / "target" / "parse"


@dataclass(frozen=True)
class Home:
    """The tree under `SCORECARD_HOME`. Nothing is created until `ensure` is called."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """Read `SCORECARD_HOME`; without it the home is `./.scorecard`."""
        return cls(Path(os.environ.get("SCORECARD_HOME", ".scorecard")).resolve())

    @property
    def landing(self) -> Path:
        """Files as received, by content hash; restricted."""
        return self.root / "landing"

    @property
    def parsed(self) -> Path:
        """Pseudonymized Parquet of each landed file, one folder per content and mapping."""
        return self.root / "parsed"

    @property
    def quarantine(self) -> Path:
        """Refused rows with their values; restricted."""
        return self.landing / "quarantine"

    @property
    def warehouse(self) -> Path:
        """The build database, private to the run."""
        return self.root / "warehouse.duckdb"

    @property
    def reference(self) -> Path:
        """The reference tables in force, where an organization has its own."""
        return self.root / "reference"

    @property
    def identity(self) -> Path:
        """The pseudonym map; restricted."""
        return self.root / "identity.duckdb"

    @property
    def releases(self) -> Path:
        """Immutable releases, one folder each."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """Symlink to the release that readers see."""
        return self.root / "current"

    @property
    def chain(self) -> Path:
        """The hash-chained record of every run."""
        return self.root / "chain.jsonl"

    @property
    def publish_lock(self) -> Path:
        """Held by the one process that publishes; the kernel lets go of it when that one dies."""
        return self.root / "publish.lock"

    @property
    def ledger(self) -> Path:
        """Alert reviews and approvals."""
        return self.root / "ledger.sqlite"

    @property
    def dagster(self) -> Path:
        """`DAGSTER_HOME`: run history."""
        return self.root / "dagster"

    @property
    def dbt_parse(self) -> Path:
        """A parse of the dbt project, where the checkout has none that serves."""
        return self.root / "dbt" / "parse"

    @property
    def dbt_target(self) -> Path:
        """The SQL that dbt ran, compiled."""
        return self.root / "dbt" / "target"

    @property
    def dbt_logs(self) -> Path:
        """dbt's own log."""
        return self.root / "dbt" / "logs"

    @property
    def run_log(self) -> Path:
        """What Dagster and dbt printed in the last run started from the command line."""
        return self.root / "logs" / "run.log"

    @property
    def verdict(self) -> Path:
        """The verdict of the last run's gates, read by the publisher."""
        return self.root / "verdict.json"

    def ensure(self) -> "Home":
        """Create the folders that a run writes to; the home itself is private to its owner."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.landing, self.parsed, self.quarantine, self.releases, self.dagster):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def default_config() -> Path:
    """`SCORECARD_CONFIG`, or `scorecard.yml` in the working directory."""
    return Path(os.environ.get("SCORECARD_CONFIG", "scorecard.yml")).resolve()
