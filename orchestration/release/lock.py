"""One publisher at a time. The kernel lets go of the lock when its holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.locations import Home


@contextmanager
def publisher_lock(home: Home) -> Iterator[None]:
    """Wait for the lock and hold it; nothing is left to clean up after a kill."""
    home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with home.publish_lock.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
