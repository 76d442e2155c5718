"""Stand-ins for dbt's cross-database macros, so that a lint needs no warehouse."""


def dateadd(datepart: str, interval: object, from_date_or_timestamp: str) -> str:
    """As dbt's macro, without its dispatch."""
    return f"date_add({from_date_or_timestamp}, {interval})"


def type_string() -> str:
    """The text type."""
    return "varchar"


def generate_series(upper_bound: int) -> str:
    """Any relation of that shape."""
    return "select 1 as generated_number"
