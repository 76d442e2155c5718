"""What every asset is handed: the config, the home, the date to look from, and dbt."""

import hashlib
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject

from orchestration.locations import DBT_PROJECT, Home
from orchestration.reference import reference_in_force
from orchestration.settings import Settings, load_settings


class Scorecard(dg.ConfigurableResource):
    """One organization's scorecard: `config_path` to its `scorecard.yml`, `as_of` (ISO) or empty.

    Without `as_of` the config's own date holds, and without that one today (UTC).
    """

    config_path: str
    as_of: str = ""

    @property
    def path(self) -> Path:
        """Of the config."""
        return Path(self.config_path).resolve()

    @property
    def home(self) -> Home:
        """Where everything is written."""
        return Home.from_environment()

    def settings(self) -> Settings:
        """The config, validated. Raises `SettingsError`."""
        return load_settings(self.path)

    def date(self, settings: Settings) -> date:
        """The date the scorecard looks from."""
        if self.as_of:
            return date.fromisoformat(self.as_of)
        return settings.as_of or datetime.now(UTC).date()

    def reference(self, settings: Settings) -> Path:
        """The folder of the reference tables in force."""
        return reference_in_force(settings, self.path, self.home)

    def config_digest(self) -> str:
        """SHA-256 of the config's bytes."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def dbt_project(home: Home) -> DbtProject:
    """The dbt project, with what it builds under the home."""
    return DbtProject(
        project_dir=DBT_PROJECT, target_path=home.dbt_target, profiles_dir=DBT_PROJECT
    )


class Dbt(DbtCliResource):
    """dbt's command line, without the connection of its own that only row counts would need."""

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> None:
        return None


def dbt_resource() -> Dbt:
    """dbt's command line, quiet and without color."""
    return Dbt(
        project_dir=dbt_project(Home.from_environment()),
        profiles_dir=str(DBT_PROJECT),
        dbt_executable=str(Path(sys.executable).with_name("scorecard-dbt")),
        global_config_flags=["--no-use-colors"],
    )
