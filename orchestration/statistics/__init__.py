"""What SQL cannot compute: factor models, exact tests, bootstraps, regressions, iterated fits.

Each module computes one table of the schema `statistics` from models of the build; the marts read
those tables as dbt sources. Nothing here knows Dagster, a path, or how a number is shown: whether
it may be shown is decided by the marts and gates.
"""
