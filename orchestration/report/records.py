"""The rows that pages are made from, typed. Only the columns that a page shows or decides by."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """One row of a panel: whose number, of which period, what it is and what it may be used for."""

    panel: str
    indicator_id: str
    construct: str
    scope_type: str
    scope_id: str
    period_grain: str
    period_start: date
    period_end: date
    unit: str
    estimate: float | None
    lower: float | None
    upper: float | None
    baseline_estimate: float | None
    change_from_baseline: float | None
    change_lower: float | None
    change_upper: float | None
    change_year_over_year: float | None
    year_over_year_lower: float | None
    year_over_year_upper: float | None
    rater_count: int | None
    response_count: int | None
    eligible_count: int | None
    completeness: float | None
    reliability: float | None
    recency: float | None
    confidence_score: float | None
    confidence_grade: str | None
    use_label: str
    cell_state: str
    estimate_note: str | None
    aggregation_note: str | None
    target_estimate: float | None
    target_due_on: date | None
    status: str
    status_reason: str | None
    claim_level: int | None
    claim: str | None
    blocked_by: str | None
    is_break: bool | None
    is_suppressed: bool
    suppression_reason: str | None


@dataclass(frozen=True)
class Indicator:
    """A row of the dictionary."""

    indicator_id: str
    panel: str
    indicator_name: str
    indicator_kind: str
    source_class: str
    unit: str
    direction: str
    decimals: int
    grains: str
    min_raters: int
    owner: str
    definition: str
    calculation: str
    target_reason: str | None


@dataclass(frozen=True)
class Cohort:
    """When a training cohort was trained, from the first leader to the last, and first coached."""

    cohort_id: str
    trained_on: date | None
    last_trained_on: date | None
    coached_on: date | None


@dataclass(frozen=True)
class Leader:
    """A leader as last in post. `employee_id` is None where no map of pseudonyms was at hand."""

    leader_id: str
    business_unit: str | None
    org_unit_id: str | None
    cohort_id: str | None
    trained_on: date | None
    is_in_post: bool
    employee_id: str | None = None

    @property
    def shown_id(self) -> str:
        """The id that a reader knows the leader by."""
        return self.employee_id or self.leader_id
