"""Two publishers have one winner; readers never see two releases at once."""

import shutil
import threading
from pathlib import Path

import duckdb

from orchestration.locations import Home
from orchestration.release.chain import read_chain
from orchestration.release.current import current_release, switch_current
from orchestration.release.publish import publish
from orchestration.release.verify import verify
from tests.faults.faulty import exit_status, in_child
from tests.tiny_warehouse import AUDIENCES, alter, declare, judge_anew, order_of

RACES, SWITCHES = 8, 100
STATUSES = ("published", "already_published", "conflict")


class Rival(Home):
    """A home whose build is its own and whose releases are shared with the other rival."""

    @property
    def warehouse(self) -> Path:
        return self.root / "rival.duckdb"

    @property
    def verdict(self) -> Path:
        return self.root / "rival.json"


def publish_as(home: Home) -> int:
    return STATUSES.index(publish(home, order_of(home)).status)


def test_of_two_publishers_one_wins_and_the_other_says_so(judged: Home) -> None:
    declare(judged, {"fct_scorecard": AUDIENCES})
    rival = Rival(judged.root)
    shutil.copyfile(judged.warehouse, rival.warehouse)
    shutil.copyfile(judged.verdict, rival.verdict)
    parent = None
    for race in range(RACES):
        for home, number in ((judged, 2 * race), (rival, 2 * race + 1)):
            alter(home, f"update marts.fct_scorecard set response_count = {100 + number}")
            judge_anew(home, parent=parent)
        children = [in_child(lambda home=home: publish_as(home)) for home in (judged, rival)]
        ended = sorted(STATUSES[exit_status(child)] for child in children)
        assert ended == ["conflict", "published"]
        parent = current_release(judged)
    events = [entry.event for entry in read_chain(judged.chain)]
    assert (events.count("published"), events.count("conflict")) == (RACES, RACES)
    assert verify(judged).problems == ()


def test_two_publishers_of_the_same_numbers_make_one_release(judged: Home) -> None:
    declare(judged, {"fct_scorecard": AUDIENCES})
    children = [in_child(lambda: publish_as(judged)) for _ in range(2)]
    ended = sorted(STATUSES[exit_status(child)] for child in children)
    assert ended == ["already_published", "published"]
    assert len(read_chain(judged.chain)) == 1


def test_a_reader_sees_one_release_id_in_all_tables(judged: Home) -> None:
    first = str(publish(judged, order_of(judged)).release_id)
    alter(judged, "update marts.fct_scorecard set response_count = 1")
    judge_anew(judged, parent=first)
    second = str(publish(judged, order_of(judged)).release_id)
    is_done, seen, wrong = threading.Event(), set(), []

    def read() -> None:
        while not is_done.is_set():
            database = judged.current.resolve() / "auditor/scorecard.duckdb"
            with duckdb.connect(str(database), read_only=True) as opened:
                ids = opened.execute(
                    "select release_id from fct_scorecard union select release_id "
                    "from fct_people_health"
                ).fetchall()
            seen.add(ids[0][0])
            if ids != [(database.parent.parent.name,)]:
                wrong.append(ids)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(SWITCHES):
        switch_current(judged, (first, second)[number % 2])
        threading.Event().wait(0.01)
    is_done.set()
    reader.join()
    assert (wrong, seen) == ([], {first, second})


def test_a_reader_holding_the_old_release_does_not_stop_the_next(judged: Home) -> None:
    first = str(publish(judged, order_of(judged)).release_id)
    database = judged.current.resolve() / "auditor/scorecard.duckdb"
    with duckdb.connect(str(database), read_only=True) as held:
        alter(judged, "update marts.fct_scorecard set response_count = 1")
        judge_anew(judged, parent=first)
        assert publish(judged, order_of(judged)).status == "published"
        rows = held.execute("select distinct release_id from fct_scorecard").fetchall()
    assert rows == [(first,)]
