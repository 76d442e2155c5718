"""Each generic test of the project is seen to fail on its defect and to pass without it."""

import json
import shutil

import pytest
import yaml
from dbt.cli.main import dbtRunner

from tests.dbt_core.conftest import DBT

ROWS = """
select * from (values {values}) as t ({columns})
"""
CASES = {
    "sound_key": {
        "columns": "a, b",
        "defect": "(1, null), (1, null), (1, 2)",
        "clean": "(1, null), (1, 1), (2, 1)",
        "arguments": {"key": ["a", "b"]},
    },
    "sound_above": {
        "columns": "a, b",
        "defect": "(0.5, 9), (1.5, 9)",
        "clean": "(0, 9), (1, 9), (null, 9)",
        "arguments": {"ranges": {"a": [0, 1], "b": [0, None]}},
    },
    "sound_below": {
        "columns": "a",
        "defect": "(-1), (7)",
        "clean": "(0), (7)",
        "arguments": {"ranges": {"a": [0, None]}},
    },
    "sound_unknown": {
        "columns": "a, b",
        "defect": "('met', 'x'), ('met', 'z')",
        "clean": "('met', 'x'), ('missed', 'y'), (null, null)",
        "arguments": {"values": {"a": ["met", "missed"], "b": ["x", "y"]}},
    },
    "sound_descending": {
        "columns": "lower, estimate, upper",
        "defect": "(1, 2, 3), (1, 3, 2)",
        "clean": "(1, 2, 3), (2, 2, 2), (1, null, 3)",
        "arguments": {"ascending": [["lower", "estimate", "upper"]]},
    },
    "sound_first": {
        "columns": "lower, estimate, upper",
        "defect": "(2, 1, 3)",
        "clean": "(null, 1, 3)",
        "arguments": {"ascending": [["lower", "estimate", "upper"]]},
    },
    "ends_before": {
        "columns": "earlier, later",
        "defect": "(1, 2), (2, 2)",
        "clean": "(1, 2), (1, 9)",
        "arguments": {"earlier": "earlier", "later": "later"},
    },
    "sound_null": {
        "columns": "a, b",
        "defect": "(1, 1), (1, null)",
        "clean": "(1, 1), (2, 2)",
        "arguments": {"never_null": ["a", "b"]},
    },
    "sound_key_among_rules": {
        "columns": "a, b",
        "defect": "(1, 1), (1, 2)",
        "clean": "(1, 1), (2, 1)",
        "arguments": {"key": ["a"], "never_null": ["a"], "ranges": {"b": [0, 9]}},
    },
    "registered_combination": {
        "columns": "item, version",
        "defect": "('known', 1), ('known', 2)",
        "clean": "('known', 1)",
        "arguments": {"columns": ["item", "version"], "registry": "ref('registry')"},
    },
    "no_overlap": {
        "columns": "who, valid_from, valid_to",
        "defect": "('ann', date '2025-01-01', date '2025-03-01'),"
        " ('ann', date '2025-02-01', date '2025-04-01')",
        "clean": "('ann', date '2025-01-01', date '2025-03-01'),"
        " ('ann', date '2025-03-01', date '2025-04-01'),"
        " ('bob', date '2025-02-01', date '2025-04-01')",
        "arguments": {"entity": "who"},
    },
    "no_overlap_empty": {
        "columns": "who, valid_from, valid_to",
        "defect": "('ann', date '2025-03-01', date '2025-03-01')",
        "clean": "('ann', date '2025-03-01', date '2025-03-02')",
        "arguments": {"entity": "who"},
    },
}


def generic(case):
    """Name of the generic test that a case is about."""
    names = sorted((path.stem for path in (DBT / "tests" / "generic").glob("*.sql")), key=len)
    return [name for name in names if case.startswith(name)][-1]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Status by (case, side) of one dbt run over a project that holds nothing but the cases."""
    root = tmp_path_factory.mktemp("generic")
    shutil.copytree(DBT / "tests" / "generic", root / "tests" / "generic")
    (root / "models").mkdir()
    properties = []
    for case, spec in CASES.items():
        for side in ("defect", "clean"):
            sql = ROWS.format(values=spec[side], columns=spec["columns"])
            (root / "models" / f"{case}__{side}.sql").write_text(sql)
            test = {"name": f"{case}__{side}_test", "arguments": spec["arguments"]}
            properties.append({"name": f"{case}__{side}", "data_tests": [{generic(case): test}]})
    registry = ROWS.format(values="('known', 1), ('other', 2)", columns="item, version")
    (root / "models" / "registry.sql").write_text(registry)
    project = {
        "name": "cases",
        "profile": "cases",
        "flags": {"require_generic_test_arguments_property": True},
    }
    profile = {"target": "t", "outputs": {"t": {"type": "duckdb", "path": str(root / "t.duckdb")}}}
    (root / "models" / "cases.yml").write_text(yaml.safe_dump({"models": properties}))
    (root / "dbt_project.yml").write_text(yaml.safe_dump(project))
    (root / "profiles.yml").write_text(yaml.safe_dump({"cases": profile}))
    places = {"project-dir": root, "profiles-dir": root, "target-path": root / "target"}
    options = [text for name, path in places.items() for text in (f"--{name}", str(path))]
    dbtRunner().invoke(["--quiet", "build", "--log-path", str(root / "logs"), *options])
    results = json.loads((root / "target" / "run_results.json").read_text())["results"]
    return {
        result["unique_id"].split(".")[2].removesuffix("_test"): result["status"]
        for result in results
        if result["unique_id"].startswith("test.")
    }


@pytest.mark.parametrize("case", CASES)
def test_a_generic_test_fails_on_its_defect_and_passes_without(outcomes, case):
    assert (outcomes[f"{case}__defect"], outcomes[f"{case}__clean"]) == ("fail", "pass")


def test_no_generic_test_is_without_a_case():
    assert {generic(case) for case in CASES} == {
        path.stem for path in (DBT / "tests" / "generic").glob("*.sql")
    }
