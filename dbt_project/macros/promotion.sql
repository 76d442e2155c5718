{# Whether a group says that the person did not disclose it. #}
{% macro is_undisclosed(group_name) -%}
    replace(lower(trim({{ group_name }})), ' ', '_') in (
        '', 'unknown', 'undisclosed', 'not_disclosed', 'not_specified', 'declined',
        'prefer_not_to_say'
    )
{%- endmacro %}

{# The construct of groups that two attributes make together. #}
{% macro intersection() -%} gender_and_ethnicity {%- endmacro %}

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

{# What the four-fifths rule and the test say of a comparison. Where one of them could not
   be read the evidence is insufficient: never a pass. #}
{% macro equity_result(is_flagged_practical, is_flagged_statistical) -%}
    case
        when {{ is_flagged_practical }} and {{ is_flagged_statistical }}
            then 'flagged_both'
        when {{ is_flagged_practical }} and not ({{ is_flagged_statistical }})
            then 'flagged_practical'
        when not {{ is_flagged_practical }} and {{ is_flagged_statistical }}
            then 'flagged_statistical'
        when not {{ is_flagged_practical }} and not ({{ is_flagged_statistical }})
            then 'not_flagged'
        else 'insufficient'
    end
{%- endmacro %}

{# Why a group may not be shown at all; null where it may. #}
{% macro equity_primary_reason(groups) -%}
    case
        when {{ groups }}.people_count < {{ threshold('anonymity_min_people') }}
            then 'too_few_people'
        when
            {{ groups }}.promotion_count = 0
            or {{ groups }}.promotion_count = {{ groups }}.decision_count
            then 'same_outcome_for_all'
    end
{%- endmacro %}

{# Why a group's numbers are or are not there. #}
{% macro equity_cell_state(groups) -%}
    case
        when
            {{ groups }}.is_complement
            or {{ groups }}.suppression_reason = 'counts_protect_another_group'
            then 'withheld_complementary'
        when {{ groups }}.suppression_reason is not null then 'withheld_primary'
        when {{ groups }}.rating_state = 'rated' then 'value'
        else 'unreliable'
    end
{%- endmacro %}

{# A count of a group as it is published: none where it would give another group away;
   down to a whole multiple of the step in a year in which a group is withheld, and none
   below the first. #}
{% macro equity_count(column, groups) -%}
    cast(
        case
            when {{ groups }}.suppression_reason is not null or {{ groups }}.is_complement
                then null
            when not {{ groups }}.is_guarded then {{ groups }}.{{ column }}
            when {{ groups }}.{{ column }} >= {{ groups }}.step
                then floor({{ groups }}.{{ column }} / {{ groups }}.step) * {{ groups }}.step
        end as bigint
    )
{%- endmacro %}

{# Whether the numbers of a comparison's tests may be shown: never of one whose counts are
   kept back; in a year in which a group is withheld only of large groups. #}
{% macro equity_has_tests(groups) -%}
    (
        not {{ groups }}.is_coarse
        and (
            not {{ groups }}.is_guarded
            or least({{ groups }}.decision_count, {{ groups }}.reference_decision_count)
            >= {{ threshold('equity_limits_min_decisions') }}
        )
    )
{%- endmacro %}
