"""A config is good, or every fault of it is named by file, line, field and remedy."""

from pathlib import Path

import pytest

from orchestration.settings import Settings, SettingsError, load_settings

GOOD = """\
organization: Acme
as_of: 2025-12-31
sources:
  - id: hr
    feed: roster
    format: csv
    location: exports/roster_*.csv
    columns: {employee_id: Worker}
    constants: {job_level: 00123, country: no}
    values:
      gender: {"": unknown}
    time_zone: Europe/Berlin
    date_format: "%d.%m.%Y"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "scorecard.yml"
    path.write_text(text)
    return path


def faults(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    path = write(folder, text)
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert all(fault.file == str(path) and fault.advice for fault in error.value.faults)
    return [(fault.line, fault.field, fault.rule) for fault in error.value.faults]


def test_a_good_config_keeps_the_text_that_was_written(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, GOOD))
    assert isinstance(settings, Settings)
    assert str(settings.as_of) == "2025-12-31"
    assert settings.sources[0].constants == {"job_level": "00123", "country": "no"}
    assert settings.sources[0].values == {"gender": {"": "unknown"}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("organization: Acme\n", "", (1, "organization", "missing")),
        ("    feed: roster\n", "    feed: rosters\n", (5, "sources.0.feed", "enum")),
        ("    feed: roster\n", "", (4, "sources.0.feed", "missing")),
        ("    format: csv\n", "    fromat: csv\n", (6, "sources.0.fromat", "extra_forbidden")),
        ("employee_id: W", "employe_id: W", (8, "sources.0.columns.employe_id", "unknown_column")),
        ("country: no", "land: no", (9, "sources.0.constants.land", "unknown_column")),
        ("      gender:", "      sex:", (11, "sources.0.values.sex", "unknown_column")),
        ("country: no", "employee_id: x", (9, "sources.0.constants.employee_id", "mapped_twice")),
        ("Europe/Berlin", "Europe/Bern", (12, "sources.0.time_zone", "unknown_time_zone")),
        ('"%d.%m.%Y"', '"%d.%m."', (13, "sources.0.date_format", "unusable_date_format")),
        ('"%d.%m.%Y"', '"dd.mm.yyyy"', (13, "sources.0.date_format", "unusable_date_format")),
        ("as_of: 2025-12-31", "as_of: soon", (2, "as_of", "date_from_datetime_parsing")),
        ("Worker", "HeartRate", (8, "sources.0.columns", "denied_column")),
        ("Worker}", "Worker}\n    items: {Q1: i1}", (9, "sources.0.items", "not_for_this_feed")),
        (
            "Worker}",
            "Worker}\n    surrogate_key: true",
            (9, "sources.0.surrogate_key", "not_for_this_feed"),
        ),
        (
            "Worker}",
            "Worker}\n    encoding: latin-1",
            (9, "sources.0.encoding", "string_pattern_mismatch"),
        ),
        ("Worker}", "Worker}\n    sheet: A", (9, "sources.0.sheet", "not_for_this_format")),
        (
            "Worker}",
            "Worker}\n    codebook: a.qsf",
            (9, "sources.0.codebook", "not_for_this_format"),
        ),
        ("Worker}", "Worker}\n    version: {}", (9, "sources.0.version", "exactly_one")),
        (
            "Worker}",
            "Worker}\n    version: {file_name: '20..'}",
            (9, "sources.0.version.file_name", "one_group"),
        ),
        (
            "Worker}",
            "Worker}\n    version: {file_name: '('}",
            (9, "sources.0.version.file_name", "not_a_pattern"),
        ),
        ("Worker}", "Worker}\n    responses: labels", (9, "sources.0.responses", "labels_missing")),
        ("format: csv", "format: xapi", (6, "sources.0.format", "not_for_this_feed")),
    ],
)
def test_a_fault_is_named_with_line_field_and_rule(
    tmp_path: Path, old: str, new: str, expected: tuple[int, str, str]
) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new))
    if old == "    format: csv\n":
        assert (4, "sources.0.format", "missing") in found
        found.remove((4, "sources.0.format", "missing"))
    assert found == [expected]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("Europe/Berlin", "x").replace("employee_id", "e")
    assert [rule for _, _, rule in faults(tmp_path, text)] == [
        "unknown_column",
        "unknown_time_zone",
    ]


def test_two_sources_of_one_id_are_refused(tmp_path: Path) -> None:
    again = GOOD + GOOD[GOOD.index("  - id") :]
    assert faults(tmp_path, again) == [(14, "sources.1.id", "repeated_source_id")]


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("organization: [\n", 2, "yaml"),
        ("organization: Acme\norganization: Beta\n", 2, "repeated_key"),
        ("organization: &a Acme\nsources: *a\n", 1, "alias"),
        ("organization: !!python/object:os.system x\nsources: {\n", 3, "yaml"),
        ("", 1, "model_type"),
        ("- a\n", 1, "model_type"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(tmp_path: Path, text: str, line: int, rule: str) -> None:
    found = faults(tmp_path, text)
    assert [found_rule for _, _, found_rule in found] == [rule]
    assert (found[0][0] or 1) == line


def test_a_tag_runs_nothing_and_is_only_text(tmp_path: Path) -> None:
    text = GOOD.replace("Acme", "!!python/object/apply:os.system ['exit 1']")
    assert [rule for _, _, rule in faults(tmp_path, text)] == ["string_type"]


def test_a_missing_config_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="file_missing"):
        load_settings(tmp_path / "none.yml")


def test_a_reference_is_read_from_the_environment(tmp_path: Path, monkeypatch) -> None:
    text = GOOD.replace("exports/roster", "${EXPORTS}/roster")
    monkeypatch.setenv("EXPORTS", "/mnt/exports")
    settings = load_settings(write(tmp_path, text))
    assert settings.sources[0].location == "/mnt/exports/roster_*.csv"
    monkeypatch.delenv("EXPORTS")
    assert faults(tmp_path, text) == [(7, "sources.0.location", "environment_missing")]


def test_a_secret_in_a_location_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("exports/roster_*.csv", "sftp://user:hunter2@host/x.csv")
    path = write(tmp_path, text)
    with pytest.raises(SettingsError, match="secret_in_config") as error:
        load_settings(path)
    assert "hunter2" not in str(error.value)


HOSTILE_IDS = [
    "x; drop table victim",
    "x--",
    'x"',
    "x'",
    "../x",
    "x/y",
    "X",
    "1x",
    "x y",
    "x.y",
    "x\\y",
    "é",
    "x" * 64,
    "",
    "_x",
    "x\\n",
]
HOSTILE_LOCATIONS = [
    "../../etc/passwd",
    "exports/../../x.csv",
    "/etc/passwd",
    "/proc/self/environ",
    "/dev/zero",
    "file:///etc/shadow",
    "http://169.254.169.254/latest",
    "https://evil.example/x.csv",
    "simplecache::s3://bucket/x.csv",
    "zip://x.csv::/tmp/a.zip",
    "x.csv; rm -rf /",
    "$(id).csv",
    "`id`.csv",
    "x|y.csv",
    "~/x.csv",
    "a\\\\b.csv",
    " x.csv",
    "x\\0.csv",
    "<x>.csv",
]


@pytest.mark.parametrize("source_id", HOSTILE_IDS)
def test_a_hostile_identifier_is_refused_at_load(tmp_path: Path, source_id: str) -> None:
    quoted = '"' + source_id.replace('"', '\\"') + '"' if "\\" in source_id else repr(source_id)
    text = GOOD.replace("id: hr", f"id: {quoted}")
    found = faults(tmp_path, text)
    assert found[0][:2] in [(4, "sources.0.id"), (4, "(whole file)")]


@pytest.mark.parametrize("location", HOSTILE_LOCATIONS)
def test_a_hostile_location_is_refused_at_load(tmp_path: Path, location: str) -> None:
    text = GOOD.replace("exports/roster_*.csv", f'"{location}"')
    assert faults(tmp_path, text) == [(7, "sources.0.location", "unsafe_location")]
