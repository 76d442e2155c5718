"""How an item is answered: its expected answer, and draws whose mean is exactly that.

A bounded, symmetric deviation is added to the expected level and the sum is rounded up or down
at random in proportion, so neither clipping nor rounding adds bias.
"""

from zlib import crc32

import numpy as np
import pandas as pd

from seeds.sample.block import Block
from seeds.sample.reference import load_reference

LEVELS_OF = {"E360": "rating", "PULSE": "pulse", "SAFETY": "safety"}
ROOM_FOR_RATER = 0.7
MIDDLE, LOW, HIGH = 3.0, 1.0, 5.0
MARGIN = 0.2
"""Expected answers keep this far from the ends of the scale."""


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
    return np.clip(MIDDLE + loading * (stacked - MIDDLE) + offset, LOW + MARGIN, HIGH - MARGIN)


def spreads(block: Block, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far raters and their single answers may stray from `expected` without leaving the scale.

    Returns the factor on what belongs to the rater, and the half-width of what belongs to the
    answer; both shrink towards the ends of the scale.
    """
    p = block.parameters
    room = np.minimum(expected - LOW, HIGH - expected)
    reach = p.leniency_width + p.halo_width
    shrink = np.minimum(1.0, ROOM_FOR_RATER * room / reach)
    return shrink, np.minimum(p.noise_width, room - shrink * reach)


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
    shrink, noise = spreads(block, expected)
    halo = rng.uniform(-1, 1, len(expected))
    rater = (p.leniency_width * leniency + p.halo_width * halo)[:, None] * shrink
    latent = expected + rater + noise * rng.uniform(-1, 1, expected.shape)
    low, high = items["answer_min"].to_numpy(), items["answer_max"].to_numpy()
    latent = low + (latent - LOW) / (HIGH - LOW) * (high - low)
    whole = np.floor(latent)
    keyed = np.clip(whole + (rng.random(latent.shape) < latent - whole), low, high)
    keyed[rng.random(keyed.shape) < p.item_nonresponse] = np.nan
    return np.where(items["is_reversed"].to_numpy(), low + high - keyed, keyed)
