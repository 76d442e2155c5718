{# status:reason of one reading of a pilot. The order is fixed: what may not be shown, what
   is not due, what a pilot cannot judge, what is not there, and only then the change. #}
{% macro pilot_verdict(row) -%}
    case
        when {{ row }}.starts_on is null then 'too_early:pilot_not_started'
        when not {{ row }}.is_day_reached then 'too_early:pilot_day_not_reached'
        when {{ row }}.is_suppressed then 'suppressed:too_few_people'
        when {{ row }}.indicator_id = 'leaders_improved_share'
            then 'not_evaluable:needs_six_months'
        when {{ row }}.indicator_id = 'case_resolution_days'
            then 'not_evaluable:not_read_by_leader'
        when {{ row }}.measure is null then 'missing:no_evidence_in_pilot'
        when {{ row }}.pilot_day < {{ threshold('pilot_days') }}
            then 'too_early:pilot_not_over'
        when {{ row }}.is_worse then 'off_track:moved_the_wrong_way'
        when {{ row }}.target_kind = 'relative_change_year_over_year'
            then 'not_evaluable:year_over_year_target'
        when {{ row }}.estimate is null and {{ row }}.lower is null
            then 'insufficient_evidence:no_events'
        when {{ row }}.is_better then 'on_track:moved_the_right_way'
        else 'insufficient_evidence:change_not_certain'
    end
{%- endmacro %}
