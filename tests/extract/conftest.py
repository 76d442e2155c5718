"""A home, a key, and a way to load a few lines of text as a source."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.extract.load import LoadReport, load_sources
from orchestration.extract.outcome import Outcome
from orchestration.locations import Home
from orchestration.settings import Settings, Source

KEY = "9f1c52e7ab304d8866e0a1b7c3d2f4e5"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@dataclass
class Bench:
    """One home with its exports; sources are given as plain dictionaries."""

    folder: Path
    reference: Path
    sources: list[dict[str, Any]] = field(default_factory=list)

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    @property
    def config(self) -> Path:
        return self.folder / "scorecard.yml"

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / "exports" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def settings(self) -> Settings:
        return Settings(
            organization="Acme",
            reference=str(self.reference),
            sources=[Source(**s) for s in self.sources],
        )

    def load(self) -> LoadReport:
        return load_sources(self.settings(), self.config, self.home, KEY)

    def one(self, content: str | bytes | Path, **source: Any) -> Outcome:
        """Load one file as the only source; `content` may be a file elsewhere."""
        path = content if isinstance(content, Path) else self.put("export", content)
        given = {"id": "source", "format": "csv", "location": str(path)} | source
        self.sources = [given]
        return self.load().files[0]

    def query(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.home.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def column(self, sql: str) -> list[Any]:
        return [row[0] for row in self.query(sql)]

    def quarantined(self) -> list[tuple[int, str, str, str | None]]:
        """(line, field, rule, value) of every refused row."""
        files = [str(path) for path in self.home.quarantine.rglob("*.parquet")]
        return duckdb.execute(
            "select file_line, field, rule, value from read_parquet($1) order by all", [files]
        ).fetchall()


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """Registers of one instrument I with items i1..i99 (0-10), and two behaviors (0-1, 1-5)."""
    folder = tmp_path / "reference"
    folder.mkdir()
    items = "".join(f"I,1,i{n},listening,0,10,false,wording\n" for n in range(1, 100))
    (folder / "instrument_items.csv").write_text(
        "instrument_id,instrument_version,item_id,construct,answer_min,answer_max,"
        f"is_reversed,wording\n{items}"
    )
    (folder / "behaviors.csv").write_text(
        "behavior_id,behavior_version,role_family,construct,scale,score_min,score_max,seen_from,"
        "wording,scenario_id\n"
        "seen,1,sales,listening,binary,0,1,1,wording,\nrated,1,sales,listening,1-5,1,5,4,wording,\n"
    )
    return folder


@pytest.fixture
def bench(tmp_path: Path, reference: Path) -> Bench:
    return Bench(tmp_path, reference)


@pytest.fixture
def new_bench(tmp_path: Path, reference: Path) -> Callable[[], Bench]:
    """Benches with a home of their own, sharing the registers."""
    counter = itertools.count()

    def make() -> Bench:
        folder = tmp_path / f"bench{next(counter)}"
        folder.mkdir()
        return Bench(folder, reference)

    return make


@pytest.fixture
def shared() -> Path:
    return SHARED
