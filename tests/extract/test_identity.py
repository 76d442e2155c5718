"""No table holds a real id, and no pseudonym can be made without the key."""

import hashlib
import hmac
import stat

import duckdb
import pytest

from orchestration.extract.identity import PseudonymKeyError, check_key
from orchestration.extract.load import load_sources

KEY = "9f1c52e7ab304d8866e0a1b7c3d2f4e5"
OTHER_KEY = "c0ffee11d4a95b7283e6f0a9b8c7d6e5"
CANARY = "canary.person@acme.example"
ROSTER = {
    "feed": "roster",
    "constants": {"effective_on": "2025-01-01", "org_unit_id": "u", "is_people_leader": "no"},
}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (None, "no pseudonym key"),
        ("", "no pseudonym key"),
        ("short", "under 32"),
        ("x" * 64, "example"),
        ("ab" * 32, "example"),
        ("changeme" + KEY, "example"),
        ("0123456789abcdef0123456789abcdef", "example"),
        ("0123456789" * 4, "example"),
    ],
)
def test_a_missing_short_or_example_key_refuses_to_start(bench, key, why: str) -> None:
    with pytest.raises(PseudonymKeyError, match=why):
        check_key(key)
    bench.sources = [{"id": "a", "format": "csv", "location": str(bench.put("a", "x\n"))} | ROSTER]
    with pytest.raises(PseudonymKeyError, match=why):
        load_sources(bench.settings(), bench.config, bench.home, key)
    assert not bench.home.warehouse.exists()


def test_a_pseudonym_is_the_keyed_digest_of_the_normal_form(bench) -> None:
    bench.one("employee_id,manager_id\n Zoe\u0308,m1\nm1,\n", **ROSTER)
    expected = hmac.new(KEY.encode(), "Zoë".encode(), hashlib.sha256).hexdigest()[:32]
    assert bench.query("select employee_id, manager_id from raw.roster order by _file_line")[0] == (
        f"p_{expected}",
        bench.column("select employee_id from raw.roster where _file_line = 3")[0],
    )


def test_the_map_holds_every_person_once_and_is_private(bench) -> None:
    bench.one("employee_id,manager_id\ne1,m1\ne2,m1\nm1,\n", **ROSTER)
    with duckdb.connect(str(bench.home.identity), read_only=True) as connection:
        people = connection.execute("select real_id from people order by 1").fetchall()
    assert people == [("e1",), ("e2",), ("m1",)]
    for path in (bench.home.identity, bench.home.warehouse):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_real_id_is_in_any_file_outside_the_restricted_zone(bench) -> None:
    bench.one(f"employee_id,manager_id,hired_on\n{CANARY},,2020-01-01\nx,{CANARY},bad\n", **ROSTER)
    restricted = {bench.home.identity, *bench.home.landing.rglob("*")}
    others = [
        path for path in bench.home.root.rglob("*") if path.is_file() and path not in restricted
    ]
    assert len(others) >= 3
    for path in others:
        assert CANARY.encode() not in path.read_bytes(), path
    for path in restricted:
        assert not path.is_file() or stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_dictionary_of_all_ids_without_the_key_finds_nobody(bench) -> None:
    bench.one("employee_id\n" + "".join(f"{n:05}\n" for n in range(100)), **ROSTER)
    stored = set(bench.column("select employee_id from raw.roster"))
    guesses = set()
    for n in range(100_000):
        text = f"{n:05}".encode()
        guesses.add("p_" + hashlib.sha256(text).hexdigest()[:32])
        guesses.add("p_" + hmac.digest(OTHER_KEY.encode(), text, "sha256").hex()[:32])
    assert len(stored) == 100
    assert stored.isdisjoint(guesses)


def test_another_key_parses_again_and_shares_no_pseudonym(bench) -> None:
    bench.one("employee_id\na\nb\n", **ROSTER)
    before = set(bench.column("select employee_id from raw.roster"))
    load_sources(bench.settings(), bench.config, bench.home, OTHER_KEY)
    after = set(bench.column("select employee_id from raw.roster"))
    assert len(after) == 2
    assert before.isdisjoint(after)


def test_a_sample_home_draws_its_own_key_and_keeps_it(bench) -> None:
    bench.one("employee_id\na\n", **ROSTER)
    settings = bench.settings().model_copy(update={"is_sample": True})

    def load() -> list[str]:
        load_sources(settings, bench.config, bench.home, None)
        return bench.column("select employee_id from raw.roster")

    first = load()
    key_file = bench.home.root / "sample.key"
    assert load() == first
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert key_file.read_text() not in bench.home.warehouse.read_bytes().decode("latin-1")


def test_ids_that_differ_by_case_only_are_counted(bench) -> None:
    bench.one("employee_id\nAB1\nab1\nc\n", **ROSTER)
    assert bench.load().id_collisions == 2


def test_a_record_digest_cannot_be_guessed_without_the_key(bench) -> None:
    bench.one(
        "who,kind\na,b\n",
        feed="hr_cases",
        columns={"category": "kind"},
        constants={"opened_at": "2025-01-01", "is_escalation": "no"},
        surrogate_key=True,
    )
    case_id = bench.column("select case_id from raw.hr_cases")[0]
    assert case_id.removesuffix("_1") != hashlib.sha256(b"a\x1fb").hexdigest()[:24]
