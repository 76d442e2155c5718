{# The level of a claim by what stands in the way of more: the ladder, once. #}
{% macro claim_level(row) -%}
    case
        when
            {{ row }}.blocked_by in (
                'activity_only', 'before_training', 'nothing_to_compare',
                'band_holds_no_change'
            ) then 0
        when
            {{ row }}.blocked_by in (
                'needs_outcome_analysis', 'confirmation_withheld',
                'not_confirmed_by_behavior', 'not_confirmed_by_perception',
                'one_window_only', 'one_baseline_wave',
                'selected_on_low_baseline', 'leaders_not_reliably_improved'
            ) then 1
        when {{ row }}.blocked_by = 'needs_outcome' then 3
        when {{ row }}.blocked_by = 'nothing' then 4
        else 2
    end
{%- endmacro %}

{# A level in words. #}
{% macro claim_wording(row) -%}
    case
        when {{ row }}.claim_level = 0 then 'level 0 - no change can be claimed'
        when {{ row }}.blocked_by = 'confirmation_withheld'
            then 'level 1 - confirmation withheld'
        when {{ row }}.blocked_by = 'not_confirmed_by_behavior'
            then 'level 1 - not confirmed by behavior'
        when {{ row }}.blocked_by = 'not_confirmed_by_perception'
            then 'level 1 - not confirmed by perception'
        when {{ row }}.claim_level = 1 then 'level 1 - signal'
        when {{ row }}.claim_level = 2 then 'level 2 - probable'
        when {{ row }}.claim_level = 3 then 'level 3 - supported'
        else 'level 4 - outcome'
    end
{%- endmacro %}
