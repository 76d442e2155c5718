"""Files are kept as received, once, privately; nothing outside the location is reached."""

import json
import stat
from pathlib import Path

import fsspec
import pytest

from orchestration.extract.landing import LocationError, land, landed_path
from orchestration.settings import Source


def source(location: str, source_id: str = "a") -> Source:
    return Source(id=source_id, feed="roster", format="csv", location=location)


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


def test_a_file_is_kept_by_its_hash_with_what_was_delivered(tmp_path: Path, landing: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n")
    (delivery,) = land(source("x.csv"), tmp_path / "scorecard.yml", landing)
    kept = landed_path(landing, delivery.sha256)
    assert kept.read_bytes() == b"a,b\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    sidecar = json.loads((kept.parent / "deliveries.json").read_text())
    assert sidecar == [
        {
            "source_id": "a",
            "file_name": "x.csv",
            "sha256": delivery.sha256,
            "size_bytes": 4,
            "received_at": delivery.received_at,
        }
    ]


def test_landing_again_changes_no_byte(tmp_path: Path, landing: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a\n")
    first = land(source("*.csv"), tmp_path / "c.yml", landing)
    before = {p: p.read_bytes() for p in landing.rglob("*") if p.is_file()}
    assert land(source("*.csv"), tmp_path / "c.yml", landing) == first
    assert {p: p.read_bytes() for p in landing.rglob("*") if p.is_file()} == before


def test_an_overwritten_file_adds_a_delivery_and_keeps_the_old(
    tmp_path: Path, landing: Path
) -> None:
    for content in (b"old\n", b"new\n"):
        (tmp_path / "x.csv").write_bytes(content)
        deliveries = land(source("x.csv"), tmp_path / "c.yml", landing)
    present = {landed_path(landing, d.sha256).read_bytes(): d.is_present for d in deliveries}
    assert present == {b"old\n": False, b"new\n": True}


def test_a_location_may_be_a_url_with_a_pattern(tmp_path: Path, landing: Path) -> None:
    memory = fsspec.filesystem("memory")
    for name in ("r1.csv", "r2.csv", "other.txt"):
        memory.pipe(f"/exports/{name}", name.encode())
    deliveries = land(source("memory://exports/r*.csv"), tmp_path / "c.yml", landing)
    assert {d.file_name for d in deliveries} == {"r1.csv", "r2.csv"}


def test_a_link_is_not_followed(tmp_path: Path, landing: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "x.csv").symlink_to(tmp_path / "secret")
    assert land(source("*.csv"), tmp_path / "c.yml", landing) == []
    assert land(source("x.csv"), tmp_path / "c.yml", landing) == []


def test_a_missing_file_is_not_delivered(tmp_path: Path, landing: Path) -> None:
    assert land(source("none/*.csv"), tmp_path / "c.yml", landing) == []


def test_an_unknown_protocol_is_named_with_its_source(tmp_path: Path, landing: Path) -> None:
    with pytest.raises(LocationError, match="source a"):
        land(source("nosuch://x/y.csv"), tmp_path / "c.yml", landing)
