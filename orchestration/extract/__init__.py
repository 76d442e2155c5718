"""From exports to the raw tables: landing, readers, validation, pseudonyms, dispositions.

Nothing here knows Dagster, models or what a feed is used for.
"""
