{# Whether a group says that the person did not disclose it. #}
{% macro is_undisclosed(group_name) -%}
    replace(lower(trim({{ group_name }})), ' ', '_') in (
        '', 'unknown', 'undisclosed', 'not_disclosed', 'not_specified', 'declined',
        'prefer_not_to_say'
    )
{%- endmacro %}

{# Ratio of two shares; null without any event in the reference. #}
{% macro impact_ratio(events, people, reference_events, reference_people) -%}
    (
        cast({{ events }} as double) * {{ reference_people }}
        / nullif(cast({{ reference_events }} as double) * {{ people }}, 0)
    )
{%- endmacro %}

{# The four-fifths rule in whole numbers, so that exactly 80% is no flag.
   29 CFR 1607.4(D); EEOC (1979), Questions and Answers, Q. 11. #}
{% macro is_below_four_fifths(events, people, reference_events, reference_people) -%}
    (
        5 * {{ events }} * {{ reference_people }}
        < 4 * {{ reference_events }} * {{ people }}
    )
{%- endmacro %}
