"""How often Python looks for garbage in reference cycles. Knows no domain.

By default that is every 700 new objects, over and over through the hundred thousand that Dagster,
dbt and a parse of the project are made of: a tenth to a quarter of a run. What has no cycle is
freed at once in any case.
"""

import gc

_NEW_OBJECTS, _TIMES_YOUNG, _TIMES_OLDER = 100_000, 50, 50


def look_seldom() -> None:
    """Look among many new objects at a time, and never again through what is there by now."""
    gc.set_threshold(_NEW_OBJECTS, _TIMES_YOUNG, _TIMES_OLDER)
    gc.freeze()
