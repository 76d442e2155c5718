"""Which scores and which outcomes are looked at together: the declared family of tests."""

import pandas as pd

from orchestration.statistics.inputs import Inputs, relation


def predictor_ids(inputs: Inputs) -> list[str]:
    """Scores and shares of single leaders by quarter that the catalog reports."""
    rows = inputs.frame(
        f"""
        select distinct indicator_id from {relation("int_catalog_listed")}
        where scope_type = 'leader' and construct = 'all' and period_grain = 'quarter'
            and claim_role in ('perception', 'behavior')
        """
    )
    return list(rows["indicator_id"])


def analyses(inputs: Inputs) -> pd.DataFrame:
    """The outcomes with the model of each, as `outcome_analyses.csv` declares them."""
    return inputs.frame(
        "select outcome_id, model, is_hazard, family_id, adjustment, allowed_grades "
        f"from {relation('outcome_analyses')}"
    )
