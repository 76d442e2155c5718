"""Sources to the schema `raw` of the warehouse: land, parse, dispose, write, balance.

The raw tables are made anew from everything that was landed, in one transaction, so the result
does not hang on the order of delivery. Knows no model and no gate.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from orchestration.extract.identity import Pseudonyms, check_key, sample_key
from orchestration.extract.judge import Judge
from orchestration.extract.landing import Delivery, land, landed_path, local_pattern
from orchestration.extract.mapping_digest import mapping_digest, parse_key
from orchestration.extract.outcome import Outcome
from orchestration.extract.parse import parse
from orchestration.extract.parse_files import ParsePaths
from orchestration.extract.raw_tables import write_raw
from orchestration.locations import Home
from orchestration.reference import reference_in_force
from orchestration.settings import Settings, Source


@dataclass(frozen=True)
class LoadReport:
    """What one load did; counts only, no personal value.

    id_collisions: ids that differ only by case or by look-alike forms, a likely mistake.
    """

    files: list[Outcome]
    id_collisions: int = 0

    @property
    def rows_accepted(self) -> int:
        """Rows in the raw tables."""
        return sum(outcome.rows_accepted for outcome in self.files)

    @property
    def refused(self) -> list[Outcome]:
        """Files whose shape could not be trusted."""
        return [outcome for outcome in self.files if outcome.is_refused]


def load_sources(
    settings: Settings,
    config_path: Path,
    home: Home,
    key: str | None = None,
    on_file: Callable[[str, str], None] | None = None,
) -> LoadReport:
    """Land and parse every source and write the raw tables.

    `on_file(source_id, file_name)` is called before each file, for progress. Raises
    `PseudonymKeyError` without a good key, `LocationError` on an unreadable location, and
    `BalanceError` when rows are lost. A file of bad shape raises nothing: it is recorded.
    """
    home.ensure()
    reference = reference_in_force(settings, config_path, home)
    sources = [with_codebook(source, config_path) for source in settings.sources]
    given_key = good_key(settings, home, key)
    with (
        closing(Pseudonyms(given_key, home.identity)) as pseudonyms,
        closing(Judge(reference)) as judge,
    ):
        fingerprint = pseudonyms.fingerprint()
        digests = {one.id: mapping_digest(one, reference, fingerprint) for one in sources}
        reading = _Reading(config_path, home, pseudonyms, judge, on_file)
        outcomes = [
            outcome
            for source in sources
            for outcome in reading.outcomes(source, digests[source.id])
        ]
        id_collisions = pseudonyms.collisions()
    settled = write_raw(home.warehouse, sources, digests, outcomes, home.quarantine)
    _forget_other_parses(home, outcomes)
    return LoadReport(settled, id_collisions)


def good_key(settings: Settings, home: Home, key: str | None) -> bytes:
    """The pseudonym key: the one given, or a sample home's own. Raises `PseudonymKeyError`."""
    drawn = sample_key(home.root / "sample.key") if settings.is_sample and not key else key
    return check_key(drawn)


def with_codebook(source: Source, config_path: Path) -> Source:
    """The source with the path of its codebook resolved against the config."""
    if not source.codebook:
        return source
    return source.model_copy(update={"codebook": local_pattern(source.codebook, config_path)})


@dataclass(frozen=True)
class _Reading:
    """What landing and parsing of every source have in common."""

    config_path: Path
    home: Home
    pseudonyms: Pseudonyms
    judge: Judge
    on_file: Callable[[str, str], None] | None

    def outcomes(self, source: Source, digest: str) -> Iterator[Outcome]:
        """Every delivery of a source, parsed; a refused one only while it is still offered."""
        seen: set[str] = set()
        for delivery in land(source, self.config_path, self.home.landing):
            if self.on_file:
                self.on_file(source.id, delivery.file_name)
            outcome = self._outcome(source, delivery, digest, delivery.sha256 in seen)
            seen.add(delivery.sha256)
            if delivery.is_present or not outcome.is_refused:
                yield outcome

    def _outcome(self, source: Source, delivery: Delivery, digest: str, is_copy: bool) -> Outcome:
        name = parse_key(digest, source, delivery)
        paths = ParsePaths(
            self.home.parsed / delivery.sha256 / name,
            self.home.quarantine / delivery.sha256 / f"{name}.parquet",
        )
        parsed = parse(
            landed_path(self.home.landing, delivery.sha256),
            delivery,
            source,
            paths,
            self.pseudonyms,
            self.judge,
        )
        return Outcome(source, delivery, parsed, paths, digest, is_copy)


def _forget_other_parses(home: Home, outcomes: list[Outcome]) -> None:
    """Remove parses under mappings or keys that are no longer in force."""
    used = {outcome.paths.folder for outcome in outcomes}
    kept = {outcome.paths.quarantine for outcome in outcomes}
    for folder in home.parsed.glob("*/*"):
        if folder not in used:
            shutil.rmtree(folder)
    for file in home.quarantine.glob("*/*.parquet"):
        if file not in kept:
            file.unlink()
