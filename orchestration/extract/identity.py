"""Person ids to pseudonyms, and the map between them in its own restricted file.

A pseudonym is `p_` and the first 32 hex digits of HMAC-SHA-256 under the key, so that it cannot be
recomputed from a list of ids without the key. The map is written apart from the warehouse, 0600.
"""

import hashlib
import hmac
import os
import secrets
import unicodedata
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa

from orchestration.extract import limits

KEY_VARIABLE = "SCORECARD_PSEUDONYM_KEY"
MIN_KEY_LENGTH = 32
MIN_KEY_SYMBOLS = 10  # a key of fewer distinct characters was typed, not drawn
_EXAMPLES = ("example", "changeme", "change-me", "secret", "password", "your-key", "placeholder")
_RUNS = ("0123456789", "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz")
_HOW = (
    f"set {KEY_VARIABLE} to the output of: python -c 'import secrets; print(secrets.token_hex(32))'"
)


class PseudonymKeyError(ValueError):
    """No good key: a run on real people must not start."""


def check_key(key: str | None) -> bytes:
    """The key as bytes. Raises `PseudonymKeyError` on a missing, short or well-known key."""
    if not key:
        raise PseudonymKeyError(f"no pseudonym key: {_HOW}")
    if len(key) < MIN_KEY_LENGTH:
        raise PseudonymKeyError(f"the pseudonym key has under {MIN_KEY_LENGTH} characters: {_HOW}")
    lowered = key.lower()
    is_counted = any(lowered in run * len(key) for run in _RUNS)
    is_known = any(word in lowered for word in _EXAMPLES)
    if is_counted or is_known or len(set(key)) < MIN_KEY_SYMBOLS:
        raise PseudonymKeyError(f"the pseudonym key looks like an example: {_HOW}")
    return key.encode()


def sample_key(path: Path) -> str:
    """The random key of a sample home, drawn once and kept in a file of mode 0600."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text()


class Pseudonyms:
    """Pseudonyms under one key; remembers what it gave until `write` puts it into the map.

    The map is held open from its first use until `close`.
    """

    def __init__(self, key: bytes, map_path: Path) -> None:
        """The key as `check_key` gave it, and where the map is kept."""
        self._key = key
        self._path = map_path
        self._given: dict[str, str] = {}
        self._opened: duckdb.DuckDBPyConnection | None = None

    def close(self) -> None:
        """Close the map."""
        if self._opened:
            self._opened.close()
            self._opened = None

    def of(self, real_id: str) -> str:
        """The pseudonym of one id in normal form."""
        known = self._given.get(real_id)
        if known is None:
            digest = hmac.digest(self._key, real_id.encode(), "sha256").hex()
            known = self._given[real_id] = f"p_{digest[:32]}"
        return known

    def column(self, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """A column of ids as pseudonyms, null for null; each distinct id is computed once."""
        encoded = ids.combine_chunks().dictionary_encode()
        tokens = pa.array([self.of(real_id) for real_id in encoded.dictionary.to_pylist()])
        replaced = pa.DictionaryArray.from_arrays(encoded.indices, tokens.cast(pa.string()))
        if len(self._given) > limits.IDENTITY_BATCH:
            self.write()
        return pa.chunked_array([replaced.cast(pa.string())])

    def salt(self, purpose: str) -> str:
        """A text that only holders of the key can make, for digests of whole records."""
        return hmac.digest(self._key, f"salt:{purpose}".encode(), "sha256").hex()

    def fingerprint(self) -> str:
        """Tells two keys apart without telling either."""
        return hmac.digest(self._key, b"fingerprint", hashlib.sha256).hex()[:16]

    def write(self) -> None:
        """Add what was given since the last call to the map."""
        if not self._given:
            return
        given = pa.table(
            {"pseudonym": list(self._given.values()), "real_id": list(self._given.keys())}
        )
        people = self._map()
        people.register("given", given)
        people.execute("insert or ignore into people select pseudonym, real_id from given")
        people.unregister("given")
        self._given.clear()

    def collisions(self) -> int:
        """How many ids of the map differ from another only by case or by look-alike forms."""
        if not self._path.exists():
            return 0
        ids = self._map().execute("select real_id from people").fetchall()
        folded = Counter(unicodedata.normalize("NFKC", real_id).casefold() for (real_id,) in ids)
        return sum(count for count in folded.values() if count > 1)

    def _map(self) -> duckdb.DuckDBPyConnection:
        if self._opened is None:
            is_new = not self._path.exists()
            self._opened = duckdb.connect(str(self._path))
            if is_new:
                os.chmod(self._path, 0o600)
            self._opened.execute(
                "create table if not exists people"
                " (pseudonym varchar primary key, real_id varchar not null)"
            )
        return self._opened
