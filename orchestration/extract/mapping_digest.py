"""What a parse depends on besides the bytes: when it changes, landed files are parsed again."""

import hashlib
import json
import re
from pathlib import Path

from orchestration.extract.feeds import CONTRACTS
from orchestration.extract.landing import Delivery
from orchestration.extract.registers import registers_digest
from orchestration.settings import Source

READERS_REVISION = 1  # raise it when a reader or a normal form changes what it gives
_NOT_MAPPING = {"location", "codebook"}


def mapping_digest(source: Source, reference: Path, key_mark: str) -> str:
    """A digest of the mapping, the feed's contract, the registers, the readers and the key."""
    parts = {
        "source": source.model_dump(mode="json", exclude=_NOT_MAPPING),
        "contract": repr(CONTRACTS[source.feed]),
        "registers": registers_digest(reference),
        "codebook": _codebook_digest(source),
        "readers": READERS_REVISION,
        "key": key_mark,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def parse_key(mapping: str, source: Source, delivery: Delivery) -> str:
    """The name of one parse: the mapping, and the version that the file's name states."""
    pattern = source.version.file_name if source.version else None
    match = re.search(pattern, delivery.file_name) if pattern else None
    stated = match.group(1) if match else ""
    return hashlib.sha256(f"{mapping}/{stated}".encode()).hexdigest()[:16]


def _codebook_digest(source: Source) -> str:
    if not source.codebook:
        return ""
    path = Path(source.codebook)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
