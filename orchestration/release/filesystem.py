"""The operations on disk that a publication consists of, one function each.

Every step that can be cut off by a kill or a full disk goes through here, so that a test can cut it
off at each. A write or rename is durable when its function, and the one that syncs its folder, are
back.
"""

import hashlib
import os
import shutil
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o444, 0o555
_CHUNK = 1 << 20


def make_folder(path: Path) -> None:
    """Create a folder and its parents, private to the owner."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file and sync it."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def sync(path: Path) -> None:
    """Sync a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_mode(path: Path, mode: int) -> None:
    """Set the permissions of a file or a folder."""
    path.chmod(mode)


def rename(source: Path, target: Path) -> None:
    """Give a folder its final name; the name must be free."""
    source.rename(target)


def link(target: str, path: Path) -> None:
    """Create a symlink whose text is `target`."""
    path.symlink_to(target)


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step."""
    os.replace(source, target)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder, also a read-only one; nothing there is fine."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        for folder, _, _ in os.walk(path):
            Path(folder).chmod(0o700)
        shutil.rmtree(path)


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file durably: readers see all of the old text or all of the new."""
    fresh = path.with_name(f".{path.name}.new")
    write_file(fresh, data)
    replace(fresh, path)
    sync(path.parent)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, streamed."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
