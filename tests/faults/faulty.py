"""Cut a publication off at its k-th step on disk: by death, or by an error of the disk.

The steps are the functions of `orchestration.release.filesystem`. A death is a real one: the
process that publishes is a child that ends without any clean-up.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from orchestration.release import filesystem

STEPS = ("make_folder", "write_file", "sync", "set_mode", "rename", "link", "replace", "remove")
KILLED = 137


class Counter:
    """Counts steps; at the chosen one it calls `fault`, after half of a write if it is one."""

    def __init__(self, at: int, fault: Callable[[], None]) -> None:
        self.count = 0
        self._at = at
        self._fault = fault

    def wrap(self, step: Callable[..., None]) -> Callable[..., None]:
        def counted(*arguments: Any) -> None:
            self.count += 1
            if self.count == self._at:
                if step.__name__ == "write_file":
                    path, data = arguments
                    Path(path).write_bytes(data[: len(data) // 2])
                self._fault()
            step(*arguments)

        return counted


@contextmanager
def steps_counted(at: int, fault: Callable[[], None]) -> Iterator[Counter]:
    """Within it, the `at`-th step fails; 0 lets all of them pass."""
    counter = Counter(at, fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(filesystem, name, counter.wrap(getattr(filesystem, name)))
        yield counter


def die() -> None:
    """End the process as a kill does: nothing is flushed, closed or released by hand."""
    os._exit(KILLED)


def full_disk() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_disk() -> None:
    """Fail as a broken disk does."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def in_child(work: Callable[[], int]) -> int:
    """Start `work` in a child process; gives its process id. Its result is the exit status."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        status = work()
    finally:
        os._exit(status)


def exit_status(child: int) -> int:
    """Wait for a child and give its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
