"""HR cases as a source and as files of a few lines."""

CASES = {
    "id": "hr",
    "feed": "hr_cases",
    "format": "csv",
    "location": "exports/*.csv",
    "columns": {"category": "kind"},
    "constants": {"is_escalation": "no"},
}
HEADER = "case_id,opened_at,closed_at,kind,updated\n"


def rows(*cases: tuple[str, str, str]) -> str:
    """(case, kind, updated) as a file."""
    return HEADER + "".join(f"{c},2025-01-01,,{kind},{at}\n" for c, kind, at in cases)
