"""The survey waves of one block: pulse with safety, 360, invitations, comments."""

import numpy as np
import pandas as pd

from seeds.sample.answers import HIGH, draw_answers, expected_answers, item_draws
from seeds.sample.block import Block, uniform_of
from seeds.sample.people import employee_id
from seeds.sample.timeline import office_seconds, to_times

SURVEY_OF = {"E360": "empathy_360", "PULSE": "team_pulse", "SAFETY": "team_pulse"}
OPENS_ON_DAY = {"team_pulse": 4, "empathy_360": 1}
CLOSES_AFTER_DAYS = 15
PEERS, OTHERS, BRANCHES = 5, 3, 3
COMMENT_SHARE = 0.15
SECOND_CODER_SHARE = 0.2
THEMES = ("listening", "responding", "fairness", "workload", "recognition", "tools")
CODERS = ("CODER-1", "CODER-2")


def _long(responses: pd.DataFrame, items: pd.DataFrame, answers: np.ndarray) -> pd.DataFrame:
    """One row per response and item, items in file order within a response."""
    frame = responses.loc[responses.index.repeat(len(items))].reset_index(drop=True)
    frame["instrument_id"] = items["instrument_id"].iloc[0]
    frame["instrument_version"] = str(items["instrument_version"].iloc[0])
    frame["item_id"] = np.tile(items["item_id"].to_numpy(dtype=object), len(responses))
    frame["answer"] = pd.array(answers.ravel(), dtype="Int64")
    return frame


def _response_ids(survey: int, block: Block, t: int, count: int) -> np.ndarray:
    """Fifteen characters after R_, as Qualtrics writes them."""
    return np.array(
        [f"R_{survey}{t:02d}{block.index:05d}{n:07d}" for n in range(count)], dtype=object
    )


def _submission_days(rng: np.random.Generator, opened: int, count: int) -> np.ndarray:
    return opened + np.minimum(rng.exponential(3.0, count).astype(int), CLOSES_AFTER_DAYS)


def pulse(block: Block, t: int) -> dict[str, pd.DataFrame]:
    """Answers, invitations and comments of the pulse of month `t`."""
    rng = block.rng(f"pulse {t}")
    survey_id = SURVEY_OF["PULSE"]
    opened = int(block.timeline.month_days[t]) + OPENS_ON_DAY[survey_id]
    invited = block.reports_on(opened)
    common = {"survey_id": survey_id, "wave_id": block.timeline.wave_id(t)}
    ids = employee_id(invited["number"])
    invitations = pd.DataFrame({**common, "respondent_id": ids, "subject_id": None})
    invitations["relation"] = None
    invitations["invited_at"] = to_times(np.full(len(ids), opened), np.full(len(ids), 16 * 3600))
    day = _submission_days(rng, opened, len(invited))
    answered = rng.random(len(invited)) < block.parameters.pulse_response
    answered &= day < invited["to_day"].to_numpy()
    leader = invited["leader"].to_numpy()[answered]
    leniency = uniform_of(invited["number"].to_numpy()[answered], block.seed)
    responses = pd.DataFrame(
        {
            **common,
            "response_id": _response_ids(1, block, t, len(leader)),
            "respondent_id": ids[answered],
            "subject_id": None,
            "relation": None,
            "submitted_at": to_times(day[answered], office_seconds(rng, len(leader)) + 60),
        }
    )
    parts = []
    for instrument_id in ("PULSE", "SAFETY"):
        items = item_draws(instrument_id, block)
        expected = expected_answers(instrument_id, block)[leader, t]
        answers = draw_answers(rng, block, items, expected, leniency)
        parts.append(_long(responses, items, answers))
    return {
        "survey_answers": pd.concat(parts, ignore_index=True),
        "survey_invitations": invitations,
        "survey_comments": _comments(rng, responses),
    }


def _comments(rng: np.random.Generator, responses: pd.DataFrame) -> pd.DataFrame:
    """Coded themes of the open comments; some comments are coded by a second coder."""
    chosen = responses[rng.random(len(responses)) < COMMENT_SHARE]
    theme = rng.choice(THEMES, len(chosen))
    coded = pd.DataFrame(
        {
            "response_id": chosen["response_id"].to_numpy(),
            "comment_id": "C" + chosen["response_id"].str[2:].to_numpy(),
            "theme": theme,
            "coder_id": CODERS[0],
            "coded_at": chosen["submitted_at"].to_numpy() + np.timedelta64(5, "D"),
        }
    )
    again = coded[rng.random(len(coded)) < SECOND_CODER_SHARE].assign(coder_id=CODERS[1])
    return pd.concat([coded, again], ignore_index=True)


def raters(block: Block, rng: np.random.Generator, day: int) -> pd.DataFrame:
    """Who is asked to rate whom on a day: leader (row), number, relation."""
    people, everyone = block.people, block.everyone.people
    rows = block.leaders_on(day)
    subjects = people.iloc[rows]
    own = pd.DataFrame({"leader": rows, "number": subjects["number"], "relation": "self"})
    in_post = everyone[(everyone["from_day"] <= day) & (day < everyone["to_day"])]
    boss = in_post.set_index("post")["number"].reindex(subjects["manager_post"])
    above = pd.DataFrame({"leader": rows, "number": boss.to_numpy(), "relation": "manager"})
    reports = block.reports_on(day)[["leader", "number"]].assign(relation="direct_report")
    parts = [own, above.dropna(), reports]
    post, manager = subjects["post"].to_numpy(), subjects["manager_post"].to_numpy()
    for step in range(1, PEERS + 1):
        place = (np.arange(len(rows)) + BRANCHES * step) % len(rows)
        apart = (
            (manager != post[place]) & (manager[place] != post) & (place != np.arange(len(rows)))
        )
        peers = {"leader": rows[apart], "number": subjects["number"].to_numpy()[place][apart]}
        parts.append(pd.DataFrame(peers).assign(relation="peer"))
    staff = block.reports_on(day)
    staff = staff[~staff["is_leader"]]
    strangers = rng.permutation(len(staff))
    for step in range(OTHERS):
        rater = staff.iloc[strangers[(np.arange(len(rows)) + step * len(rows)) % len(staff)]]
        apart = rater["leader"].to_numpy() != rows
        others = {"leader": rows[apart], "number": rater["number"].to_numpy()[apart]}
        parts.append(pd.DataFrame(others).assign(relation="other"))
    asked = pd.concat(parts, ignore_index=True)
    asked["number"] = asked["number"].astype(int)
    return asked.drop_duplicates(["leader", "number"]).sort_values(["leader", "number"])


def rating(block: Block, t: int) -> dict[str, pd.DataFrame]:
    """Answers and invitations of the 360 wave of month `t`: one response per evaluation."""
    rng = block.rng(f"rating {t}")
    survey_id = SURVEY_OF["E360"]
    opened = int(block.timeline.month_days[t]) + OPENS_ON_DAY[survey_id]
    asked = raters(block, rng, opened)
    subject = block.people["leader_id"].to_numpy()[asked["leader"]]
    frame = pd.DataFrame(
        {
            "survey_id": survey_id,
            "wave_id": block.timeline.wave_id(t),
            "respondent_id": employee_id(asked["number"]),
            "subject_id": subject,
            "relation": asked["relation"].to_numpy(),
        }
    )
    opened_at = to_times(np.full(len(frame), opened), np.full(len(frame), 16 * 3600))
    answered = rng.random(len(asked)) < block.parameters.rating_response
    leader = asked["leader"].to_numpy()[answered]
    day = _submission_days(rng, opened, len(leader))
    responses = frame[answered].reset_index(drop=True)
    responses.insert(2, "response_id", _response_ids(2, block, t, len(leader)))
    responses["submitted_at"] = to_times(day, office_seconds(rng, len(leader)) + 60)
    items = item_draws("E360", block)
    expected = expected_answers("E360", block)[leader, t]
    is_self = (responses["relation"] == "self").to_numpy()[:, None]
    expected = np.minimum(expected + block.parameters.self_bias * is_self, HIGH - 0.1)
    leniency = uniform_of(asked["number"].to_numpy()[answered], block.seed)
    answers = draw_answers(rng, block, items, expected, leniency)
    return {
        "survey_answers": _long(responses, items, answers),
        "survey_invitations": frame.assign(invited_at=opened_at),
    }
