"""Which ratings are fitted, and the fit of them, made once for all tables that show it.

One rating is one rater's score of one leader in a quarter, by the forms that count in a leader's
mean and that name whom they rate: a pulse does not, its rater has one leader and says nothing of
severity. A quarter is the period in which these scores are published, so that raw and adjusted
stand side by side; several forms of one rater about one leader are no independent evidence, and
their mean counts once.
"""

from dataclasses import dataclass

import pandas as pd

from orchestration.statistics.inputs import Inputs, relation
from orchestration.statistics.severity.model import Stratum, fit
from orchestration.statistics.severity.workspace import duckdb_workspace

KEYS = ["indicator_id", "instrument_id", "construct", "period_start"]
_RATINGS = "severity_ratings"


@dataclass(frozen=True)
class Fit:
    """strata: each fit by its id; leaders: their rows; keys: what each id stands for."""

    strata: dict[str, Stratum]
    leaders: pd.DataFrame
    keys: pd.DataFrame


def ratings() -> str:
    """Query of the ratings: the keys, stratum_id, leader_id, rater_id, form_id, score, rated_on.

    A form is a version of the instrument; where versions differ in scale, scores are put on the
    scale of the period's last one.
    """
    keys = "indicator_id, instrument_id, construct"
    return f"""
        with forms as (
            select
                {keys}, cast(date_trunc('quarter', wave_month) as date) as period_start,
                leader_id, rater_id, instrument_version, percent_of_maximum, submitted_on,
                max(instrument_version) over (
                    partition by {keys}, date_trunc('quarter', wave_month)
                ) as last_version
            from {relation("int_raters_eligible")}
            where subject_id is not null
        )
        select
            {", ".join(f"forms.{key}" for key in KEYS)},
            {" || '/' || ".join(f"cast(forms.{key} as varchar)" for key in KEYS)} as stratum_id,
            forms.leader_id, forms.rater_id, forms.instrument_version as form_id,
            avg(
                scales.scale_min
                + forms.percent_of_maximum / 100 * (scales.scale_max - scales.scale_min)
            ) as score,
            max(forms.submitted_on) as rated_on
        from forms
        inner join {relation("instruments")} as scales
            on forms.instrument_id = scales.instrument_id
            and forms.last_version = scales.instrument_version
        group by
            {", ".join(f"forms.{key}" for key in KEYS)},
            forms.leader_id, forms.rater_id, forms.instrument_version
    """


def fitted(inputs: Inputs) -> Fit:
    """The fit of all periods, instruments and constructs."""
    return inputs.once("severity", lambda: _fitted(inputs))


def obstacle(inputs: Inputs, stratum: Stratum) -> str | None:
    """Why severity is not to be taken out of a stratum's scores, or None.

    A rater of one leader says nothing of severity, and leaders whom no rater links are compared
    on the assumption alone that their raters are alike (METHOD section 6).
    """
    if stratum.components.leader == 0:
        return "leaders_do_not_differ"
    if stratum.shared_rating_share < inputs.threshold("severity_min_shared_share"):
        return "too_few_shared_raters"
    if stratum.largest_component_share < inputs.threshold("severity_min_component_share"):
        return "leaders_not_connected"
    return None


def _fitted(inputs: Inputs) -> Fit:
    connection = inputs.connection
    connection.execute(f"create or replace temp table {_RATINGS} as {ratings()}")
    try:
        keys = inputs.frame(f"select distinct stratum_id, {', '.join(KEYS)} from {_RATINGS}")
        if keys.empty:
            return Fit({}, pd.DataFrame(), keys)
        with duckdb_workspace(connection) as work:
            strata = {one.stratum_id: one for one in fit(work, _RATINGS)}
            leaders = inputs.frame(work.filled("select * from {leaders}"))
        return Fit(strata, leaders, keys)
    finally:
        connection.execute(f"drop table {_RATINGS}")
