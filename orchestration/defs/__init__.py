"""Thin Dagster shells over the libraries: what runs after what, and when. No work is done here."""
