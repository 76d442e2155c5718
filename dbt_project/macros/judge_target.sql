{# What a target means for one row, and how the row's number stands to it. #}

{# Last day of a month counted from training, whose own month is month 1. #}
{% macro last_day_of_month_number(trained_on, number) -%}
    {{ date_moved(
        date_moved("cast(date_trunc('month', " ~ trained_on ~ ") as date)", 'month', number),
        'day',
        -1,
    ) }}
{%- endmacro %}

{# How the number and its band stand to the target, whichever way is good.
   is_satisfied: the point reaches it. is_reachable: the band does not rule it out.
   has_moved: the band rules out that nothing changed. is_contradicted: the band itself
   is evidence against. #}
{% macro target_flags(aimed) -%}
    {{ aimed }}.direction_sign * ({{ aimed }}.estimate - {{ aimed }}.target_estimate) >= 0
        as is_satisfied,
    case
        when {{ aimed }}.is_relative and {{ aimed }}.direction_sign > 0
            then {{ aimed }}.year_over_year_upper >= {{ aimed }}.target_value
        when {{ aimed }}.is_relative
            then {{ aimed }}.year_over_year_lower <= {{ aimed }}.target_value
        when {{ aimed }}.direction_sign > 0
            then {{ aimed }}.upper >= {{ aimed }}.target_value
        else {{ aimed }}.lower <= {{ aimed }}.target_value
    end as is_reachable,
    coalesce(
        case
            when {{ aimed }}.is_relative and {{ aimed }}.direction_sign > 0
                then {{ aimed }}.year_over_year_lower > 0
            when {{ aimed }}.is_relative
                then {{ aimed }}.year_over_year_upper < 0
            else {{ aimed }}.lower > {{ aimed }}.lower_above
        end,
        false
    ) as has_moved,
    coalesce({{ aimed }}.upper < {{ aimed }}.upper_at_least, false) as is_contradicted
{%- endmacro %}
