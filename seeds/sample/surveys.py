"""The answers of one block: pulse with safety, 360, invitations, comments. Feed-shaped frames.

The mean of an answer is known exactly: a bounded, symmetric deviation is added to the expected
level and the sum is rounded up or down at random in proportion, so rounding adds no bias.
"""

from zlib import crc32

import numpy as np
import pandas as pd

from seeds.sample.block import Block, uniform_of
from seeds.sample.people import employee_id
from seeds.sample.reference import load_reference
from seeds.sample.timeline import office_seconds, to_times

SURVEY_OF = {"E360": "empathy_360", "PULSE": "team_pulse", "SAFETY": "team_pulse"}
LEVELS_OF = {"E360": "rating", "PULSE": "pulse", "SAFETY": "safety"}
OPENS_ON_DAY = {"team_pulse": 4, "empathy_360": 1}
CLOSES_AFTER_DAYS = 15
PEERS, OTHERS, BRANCHES = 5, 3, 3
ROOM_FOR_RATER = 0.7
MIDDLE, LOW, HIGH = 3.0, 1.0, 5.0
COMMENT_SHARE = 0.15
SECOND_CODER_SHARE = 0.2
THEMES = ("listening", "responding", "fairness", "workload", "recognition", "tools")
CODERS = ("CODER-1", "CODER-2")


def item_draws(instrument_id: str, block: Block) -> pd.DataFrame:
    """The items of an instrument with their loading and offset, the same in every block."""
    items = load_reference().items_of(instrument_id)
    rng = np.random.default_rng([block.seed, 3, crc32(instrument_id.encode())])
    widths = block.parameters.item_loading_width, block.parameters.item_offset_width
    return items.assign(
        loading=1 + rng.uniform(-1, 1, len(items)) * widths[0],
        offset=rng.uniform(-1, 1, len(items)) * widths[1],
    )


def expected_answers(instrument_id: str, block: Block) -> np.ndarray:
    """(leader, month, item): expected keyed answer on the 1-5 scale, by every rater alike."""
    items = item_draws(instrument_id, block)
    levels = block.effects.survey_levels(LEVELS_OF[instrument_id])
    stacked = np.stack([levels[construct] for construct in items["construct"]], axis=2)
    loading, offset = items["loading"].to_numpy(), items["offset"].to_numpy()
    return np.clip(MIDDLE + loading * (stacked - MIDDLE) + offset, LOW + 0.2, HIGH - 0.2)


def draw_answers(
    rng: np.random.Generator,
    block: Block,
    items: pd.DataFrame,
    expected: np.ndarray,
    leniency: np.ndarray,
) -> np.ndarray:
    """(response, item) answers as ticked, NaN if unanswered; reversed items are reversed.

    expected: keyed 1-5 mean over raters; on an item of another range its linear image.
    leniency: in [-1, 1) per response, mean zero over people.
    """
    p = block.parameters
    room = np.minimum(expected - LOW, HIGH - expected)
    reach = p.leniency_width + p.halo_width
    shrink = np.minimum(1.0, ROOM_FOR_RATER * room / reach)
    halo = rng.uniform(-1, 1, len(expected))
    rater = (p.leniency_width * leniency + p.halo_width * halo)[:, None] * shrink
    noise = np.minimum(p.noise_width, room - shrink * reach)
    latent = expected + rater + noise * rng.uniform(-1, 1, expected.shape)
    low, high = items["answer_min"].to_numpy(), items["answer_max"].to_numpy()
    latent = low + (latent - LOW) / (HIGH - LOW) * (high - low)
    whole = np.floor(latent)
    keyed = np.clip(whole + (rng.random(latent.shape) < latent - whole), low, high)
    keyed[rng.random(keyed.shape) < p.item_nonresponse] = np.nan
    return np.where(items["is_reversed"].to_numpy(), low + high - keyed, keyed)


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
        apart = (manager != post[place]) & (manager[place] != post) & (place != np.arange(len(rows)))
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
