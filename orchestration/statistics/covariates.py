"""What was known of leaders before: the covariates by which groups of them are compared."""

from datetime import date

import numpy as np
import pandas as pd

from orchestration.statistics.inputs import Inputs, relation

_DAYS_PER_YEAR = 365.25


def described(inputs: Inputs, on: date) -> pd.DataFrame:
    """Leaders in post on a date: a row each, by leader_id; a column for each covariate.

    A category is a column of zeros and ones; what is not known of a leader is a category of its
    own, and a tenure that is not known the mean of the others. Years for tenure, people for size.
    """
    rows = inputs.frame(
        f"""
        select leaders.leader_id, leaders.role_family, leaders.job_level, leaders.hired_on,
            coalesce(team.people_count, 0) as people_count
        from {relation("int_leaders_dated")} as leaders
        left join (
            select leader_id, sum(people_count) as people_count
            from {relation("int_exposure_months")}
            where month_start = date_trunc('month', date '{on.isoformat()}')
            group by leader_id
        ) as team on leaders.leader_id = team.leader_id
        where date '{on.isoformat()}' >= leaders.valid_from
            and date '{on.isoformat()}' < leaders.valid_to
        """
    ).set_index("leader_id")
    categories = pd.get_dummies(
        rows[["role_family", "job_level"]].fillna("unknown"), prefix_sep=": ", dtype=float
    )
    years = (pd.Timestamp(on) - pd.to_datetime(rows["hired_on"])).dt.days / _DAYS_PER_YEAR
    return categories.assign(
        tenure_years=years.fillna(years.mean() if years.notna().any() else 0.0),
        people_in_team=rows["people_count"].astype(float),
    )


def varying(covariates: pd.DataFrame) -> tuple[tuple[str, ...], np.ndarray]:
    """Names and values of the covariates in which these leaders differ at all."""
    kept = covariates.loc[:, covariates.nunique() > 1]
    return tuple(kept.columns), kept.to_numpy(float)
