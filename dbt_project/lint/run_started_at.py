"""A run that started on some day."""


def strftime(form: str) -> str:
    """Any date, in the form that the models ask for."""
    return "2025-12-31"
