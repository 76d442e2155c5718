"""Published cases of `shared/acceptance`, and a warehouse of a few tables for the statistics."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from orchestration.locations import REFERENCE_SEEDS
from orchestration.statistics.inputs import Inputs
from tests.conftest import SHARED

AS_OF = date(2025, 12, 31)


def published(name: str) -> tuple[pd.DataFrame, Any]:
    """The input of a case, and a function that gives a value with its tolerance."""
    folder = SHARED / "acceptance" / name
    values = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["values"]

    def expected(value: str) -> Any:
        return pytest.approx(values[value]["expected"], abs=values[value]["tolerance"])

    return pd.read_csv(folder / "input.csv"), expected


def warehouse(**tables: pd.DataFrame) -> Inputs:
    """Inputs over the given intermediate models and the reference tables in force."""
    connection = duckdb.connect()
    for schema in ("intermediate", "reference"):
        connection.execute(f"create schema {schema}")
    for seed in ("thresholds", "outcome_analyses"):
        path: Path = REFERENCE_SEEDS / f"{seed}.csv"
        connection.execute(
            f"create table reference.{seed} as from read_csv('{path}', header = true)"
        )
    for name, rows in tables.items():
        connection.register("given", rows)
        connection.execute(f"create table intermediate.{name} as from given")
        connection.unregister("given")
    return Inputs(connection, AS_OF)


def threshold(threshold_id: str) -> float:
    """A threshold for all indicators, as the seed has it."""
    with (REFERENCE_SEEDS / "thresholds.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["threshold_id"]: row for row in csv.DictReader(file)}
    return float(rows[threshold_id]["value"])
