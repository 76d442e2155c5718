"""However a roster is broken, its faults are named, nobody sound is, and it ends."""

import time

import pytest

OPEN = "date '1900-01-01' as valid_from, date '9999-12-31' as valid_to"
SECONDS_ALLOWED = 5


def faults(db, model_sql, lines):
    """Fault by employee for (employee, manager) lines that hold for all time."""
    db.execute("create table lines (employee_id varchar, manager_id varchar)")
    db.executemany("insert into lines values (?, ?)", lines)
    db.execute(
        f"create table int_roster_managed as select *, {OPEN}, date '1900-01-01' as managed_since,"
        " 'ou' as org_unit_id, 'bu' as business_unit, 'sales' as role_family, 'M1' as job_level,"
        " 'US' as country, 'female' as gender, 'white' as ethnicity, date '2020-01-01' as hired_on,"
        " true as is_people_leader, false as is_roster_backfilled from lines"
    )
    start = time.perf_counter()
    rows = db.execute(model_sql("int_roster_dated")).df()
    assert time.perf_counter() - start < SECONDS_ALLOWED
    assert len(rows) == len(lines)
    return dict(zip(rows["employee_id"], rows["fault"].fillna("sound"), strict=True))


def ring(size):
    """A loop of `size` managers, each with one employee who manages nobody."""
    loop = [(f"m{i}", f"m{(i + 1) % size}") for i in range(size)]
    return loop + [(f"e{i}", f"m{i}") for i in range(size)]


@pytest.mark.parametrize("size", range(2, 51))
def test_a_loop_of_any_length_is_named_on_the_loop_and_nowhere_else(db, model_sql, size):
    found = faults(db, model_sql, ring(size))
    assert found == {
        **{f"m{i}": "cycle" for i in range(size)},
        **{f"e{i}": "sound" for i in range(size)},
    }


def test_a_loop_of_one_is_a_manager_of_herself(db, model_sql):
    assert faults(db, model_sql, ring(1)) == {"m0": "self_manager", "e0": "sound"}


def test_a_chain_a_thousand_deep_is_sound(db, model_sql):
    chain = [("p0", None)] + [(f"p{i}", f"p{i - 1}") for i in range(1, 1001)]
    assert set(faults(db, model_sql, chain).values()) == {"sound"}


def test_a_long_tail_that_runs_into_a_loop_is_no_part_of_it(db, model_sql):
    tail = [("t0", "m0")] + [(f"t{i}", f"t{i - 1}") for i in range(1, 300)]
    found = faults(db, model_sql, ring(3) + tail)
    assert {name for name, fault in found.items() if fault == "cycle"} == {"m0", "m1", "m2"}


def test_a_manager_whom_the_roster_never_lists_is_named(db, model_sql):
    found = faults(db, model_sql, [("ann", "ghost"), ("bob", "ann"), ("top", None)])
    assert found == {"ann": "unknown_manager", "bob": "sound", "top": "sound"}
