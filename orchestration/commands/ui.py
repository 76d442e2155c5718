"""`scorecard ui`: Dagster's web UI with its daemon, on loopback."""

import ipaddress
import os
import subprocess
import sys
from pathlib import Path

from orchestration.locations import PROJECT_ROOT, Home


class ExposedHostError(ValueError):
    """The UI has no log-in, so it does not listen where others can reach it."""


def check_host(host: str, behind_proxy: bool) -> None:
    """Raise `ExposedHostError` for a host that is not loopback, unless a proxy guards it."""
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback and not behind_proxy:
        raise ExposedHostError(
            f"{host} can be reached by others and the UI has no log-in: use 127.0.0.1, or "
            "--behind-proxy when a proxy that asks for one stands in front"
        )


def serve(config: Path, home: Home, host: str, port: int) -> int:
    """Serve until interrupted; gives the server's exit code."""
    from orchestration.run import instance_of  # Dagster and dbt take seconds to import

    instance_of(home).dispose()
    environment = os.environ | {
        "DAGSTER_HOME": str(home.dagster),
        "SCORECARD_HOME": str(home.root),
        "SCORECARD_CONFIG": str(config),
    }
    command = [
        str(Path(sys.executable).with_name("dagster")),
        "dev",
        "--workspace",
        str(PROJECT_ROOT / "workspace.yaml"),
        "--host",
        host,
        "--port",
        str(port),
    ]
    return subprocess.run(command, env=environment, check=False).returncode
