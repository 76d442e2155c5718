"""Is the evidence fit to show: suites, limits, verdict, waivers, approvals.

A library: it is handed an open connection and the reference rows, and gives back findings. It knows
neither Dagster nor where anything lies on disk, and it changes no table.
"""
