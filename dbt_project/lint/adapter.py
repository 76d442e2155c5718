"""A dispatched macro is, to the linter, a function of its arguments."""

from collections.abc import Callable


def dispatch(name: str, package: str | None = None) -> Callable[..., str]:
    """As dbt's `adapter.dispatch`."""
    return lambda *arguments: f"{name}({', '.join(map(str, arguments))})"
