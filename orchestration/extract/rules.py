"""The rules that quarantine a row, and what to do about each. The docs list the same table."""

ROW_RULES_ADVICE = {
    "blank_required": "fill the cell in the export, or give a default under `values`",
    "invalid_characters": "a control, zero-width or replacement character: correct the export",
    "too_long": "longer than any id or category: is another column mapped here?",
    "spreadsheet_error": "a spreadsheet error such as #N/A: export the value itself",
    "invalid_date": "not a date of the declared `date_format`, or a day that does not exist",
    "invalid_timestamp": "not a time of the declared `date_format`, or skipped by a clock change",
    "invalid_boolean": "neither true nor false: map it under `values`",
    "invalid_integer": "not a whole number: map labels under `values` or `labels`",
    "invalid_number": "not a plain decimal number",
    "invalid_enum": "not one of the texts of the feed: map it under `values`",
    "out_of_range": "outside the scale that is registered, or below zero",
    "unregistered_item": "register instrument, version and item in instrument_items.csv",
    "unregistered_behavior": "register the behavior in behaviors.csv",
    "scored_unobserved": "a score beside `not_observed`: one of the two is wrong",
    "closed_before_opened": "the case closes before it opens",
    "completed_before_assigned": "the training ends before it was assigned",
    "status_preview": "a preview of the survey is no response; nothing to do",
    "status_test": "a generated test response; nothing to do, or `keep_statuses: [test]`",
    "status_spam": "Qualtrics took it for spam; nothing to do, or `keep_statuses: [spam]`",
    "partial_response": "unfinished, and `keep_partials` is false",
    "actor_is_group": "a group cannot complete a training; record its members",
    "conflicting_versions": "two contents of one key under one version: declare `version`",
    "voided": "another statement took this one back; nothing to do",
}
XAPI_ADVICE = "the statement breaks the xAPI specification at the named field"


def row_advice(rule: str) -> str:
    """What to do about a row rule."""
    return XAPI_ADVICE if rule.startswith("xapi_") else ROW_RULES_ADVICE[rule]
