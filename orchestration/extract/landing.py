"""Files as received: copied once by content hash, 0600, beside a sidecar of their deliveries.

Knows locations (local paths, globs, fsspec URLs), not formats. A file that was landed stays, so a
later overwrite at its location adds a version and takes nothing away.
"""

import hashlib
import json
import os
import stat
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import fsspec

from orchestration.extract import limits
from orchestration.settings import Source

_FOLDER_MODE = 0o700


class LocationError(ValueError):
    """A location that cannot be read at all (a missing file is no fault: it is not delivered)."""


@dataclass(frozen=True)
class Delivery:
    """One file name of one source with one content. `received_at` is ISO UTC, of first sight.

    is_present: whether the location still offers exactly these bytes under this name.
    """

    source_id: str
    file_name: str
    sha256: str
    size_bytes: int
    received_at: str
    is_present: bool = True


def land(source: Source, config_path: Path, landing: Path) -> list[Delivery]:
    """Copy what the location offers; return every delivery of the source, past ones included.

    Order: by hash, then name. Idempotent. Raises `LocationError`.
    """
    present = {
        (delivery.sha256, delivery.file_name)
        for delivery in (
            _land_one(source, name, opened, landing)
            for name, opened in offered(source, config_path)
        )
    }
    deliveries = []
    for sidecar in sorted(landing.glob("*/deliveries.json")):
        for record in json.loads(sidecar.read_text()):
            if record["source_id"] == source.id:
                key = (record["sha256"], record["file_name"])
                deliveries.append(Delivery(**record, is_present=key in present))
    return sorted(deliveries, key=lambda delivery: (delivery.sha256, delivery.file_name))


def offered_state(source: Source, config_path: Path) -> list[str]:
    """What tells one state of the location from the next without reading it: name, size, time.

    Raises `LocationError`.
    """
    return [f"{name}:{file.fs.ukey(file.path)}" for name, file in offered(source, config_path)]


def landed_path(landing: Path, sha256: str) -> Path:
    """Where the bytes of that hash are kept."""
    return landing / sha256 / "content"


def local_pattern(location: str, config_path: Path) -> str:
    """A location that is no URL, resolved against the folder of the config."""
    return location if "://" in location else str(config_path.resolve().parent / location)


def offered(source: Source, config_path: Path) -> list[tuple[str, "fsspec.core.OpenFile"]]:
    """What the location offers now, as (file name, unopened file), by name; links left out."""
    pattern = local_pattern(source.location, config_path)
    try:
        files = fsspec.open_files(pattern, "rb", expand=True) if _has_glob(pattern) else []
        if not _has_glob(pattern):
            single = fsspec.open(pattern, "rb", expand=False)
            files = [single] if single.fs.isfile(single.path) else []
        files = [file for file in files if not _is_link(file)]
    except (OSError, ImportError, ValueError) as error:
        raise LocationError(f"source {source.id}: location cannot be read: {error}") from error
    return sorted(((Path(file.path).name, file) for file in files), key=lambda pair: pair[0])


def _has_glob(pattern: str) -> bool:
    return any(character in pattern for character in "*?[")


def _is_link(file: "fsspec.core.OpenFile") -> bool:
    """A link is not followed: it could land any file of the machine."""
    return file.fs.protocol[0] == "file" and stat.S_ISLNK(os.lstat(file.path).st_mode)


def _land_one(source: Source, name: str, file: "fsspec.core.OpenFile", landing: Path) -> Delivery:
    with file as stream, tempfile.NamedTemporaryFile(dir=landing, delete=False) as copy:
        sha256, size = _copy(stream, copy)
    folder = landing / sha256
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    if landed_path(landing, sha256).exists():
        os.unlink(copy.name)
    else:
        os.chmod(copy.name, 0o600)
        os.replace(copy.name, landed_path(landing, sha256))
    return _record(source, name, sha256, size, folder / "deliveries.json")


def _copy(stream: BinaryIO, copy: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := stream.read(limits.BLOCK_BYTES):
        digest.update(block)
        copy.write(block)
        size += len(block)
    return digest.hexdigest(), size


def _record(source: Source, name: str, sha256: str, size: int, sidecar: Path) -> Delivery:
    records = json.loads(sidecar.read_text()) if sidecar.exists() else []
    for record in records:
        if (record["source_id"], record["file_name"]) == (source.id, name):
            return Delivery(**record)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    delivery = Delivery(source.id, name, sha256, size, now)
    record = asdict(delivery)
    del record["is_present"]
    handle, temporary = tempfile.mkstemp(dir=sidecar.parent)
    with os.fdopen(handle, "w") as file:
        json.dump([*records, record], file, indent=1)
    os.replace(temporary, sidecar)
    return delivery
