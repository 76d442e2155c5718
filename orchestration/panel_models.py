"""The models of each panel, written where dbt reads them, from the catalog.

dbt must see the name of every model that another one reads while it parses, before it can read a
table; so the catalog's rows are turned into a macro.
"""

import csv
from pathlib import Path

from orchestration.locations import DBT_PROJECT, REFERENCE_SEEDS

_HEAD = """{# Written by `make setup` and `scorecard run` from seeds/reference/indicators.csv, not
   by hand: dbt must see each model's name before it can read a table. #}
"""


def write_panel_models(catalog: Path = REFERENCE_SEEDS, project: Path = DBT_PROJECT) -> None:
    """Write `macros/panel_models.sql` of a dbt project, where the catalog says something else."""
    with (catalog / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [_HEAD + "{% macro panel_models() -%}", "    {{ return({"]
    for panel in dict.fromkeys(row["panel"] for row in rows):
        lines.append(f"        '{panel}': [")
        lines += [
            f"            'int_{row['indicator_id']}'," for row in rows if row["panel"] == panel
        ]
        lines.append("        ],")
    lines += ["    }) }}", "{%- endmacro %}", ""]
    path, text = project / "macros" / "panel_models.sql", "\n".join(lines)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
