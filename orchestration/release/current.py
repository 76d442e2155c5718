"""The release that readers see: one symlink, switched in one step."""

import os

from orchestration.locations import Home
from orchestration.release import filesystem


def current_release(home: Home) -> str | None:
    """The id of the current release; None before the first."""
    try:
        return os.path.basename(os.readlink(home.current))
    except FileNotFoundError:
        return None


def switch_current(home: Home, release_id: str) -> None:
    """Let readers see `release_id` from now on; on return the switch is on disk."""
    fresh = home.current.with_name(".current.new")
    filesystem.remove(fresh)
    filesystem.link(f"{home.releases.name}/{release_id}", fresh)
    filesystem.replace(fresh, home.current)
    filesystem.sync(home.root)
