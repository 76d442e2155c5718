"""The page on pilots tells the rules of the model, in their order."""

import re

from tests.docs.pages import ROOT, table

MODEL = ROOT / "dbt_project" / "models" / "intermediate" / "pilot" / "int_pilot_decided.sql"


def test_the_decisions_on_the_page_are_those_of_the_model_in_their_order():
    rules = re.findall(r"(?:then|else) '([a-z]+):([a-z_]+)'", MODEL.read_text())
    shown = table(ROOT / "docs" / "run-a-pilot.md", "On day 90")
    assert [(row[0], row[1].strip("`")) for row in shown] == rules
