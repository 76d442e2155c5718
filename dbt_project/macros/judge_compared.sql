{# Second step: each number against its scope's baseline, the last period before training
   reached it, and against the same period a year before. A period without a number is no
   base: the one before it never stands in. Instruments of two versions are not compared. #}
{% macro judge_compared(panel) -%}
    with cells as (
        select * from {{ ref('int_' ~ panel ~ '_shown') }}
    ),

    baselines as (
        select * from cells
        where
            {{ period_after('cells.period_start', 'cells.period_grain') }}
            = {{ period_start('cells.first_trained_on', 'cells.period_grain') }}
    ),

    paired as (
        select
            {{ listed(shown_columns(), 'cells') }},
            cells.estimate as now_estimate,
            cells.lower as now_lower,
            cells.upper as now_upper,
            baselines.period_start as baseline_period_start,
            baselines.estimate as baseline_estimate,
            baselines.lower as baseline_lower,
            baselines.upper as baseline_upper,
            baselines.estimate is not null
            and cells.instrument_version is distinct from baselines.instrument_version
                as is_baseline_broken,
            year_ago.estimate as year_ago_estimate,
            year_ago.lower as year_ago_lower,
            year_ago.upper as year_ago_upper,
            year_ago.estimate is not null
            and cells.instrument_version is distinct from year_ago.instrument_version
                as is_year_ago_broken
        from cells
        left join baselines
            on
                {{ equal_on(series_columns(), 'cells', 'baselines') }}
                and cells.period_start > baselines.period_start
        left join cells as year_ago
            on
                {{ equal_on(series_columns(), 'cells', 'year_ago') }}
                and year_ago.period_start
                = {{ date_moved('cells.period_start', 'month', -12) }}
    )

    select
        {{ listed(shown_columns() + base_columns(), 'paired') }},
        case
            when not paired.is_baseline_broken
                then paired.estimate - paired.baseline_estimate
        end as change_from_baseline,
        case
            when not paired.is_baseline_broken
                then {{ difference_lower('paired.now', 'paired.baseline') }}
        end as change_lower,
        case
            when not paired.is_baseline_broken
                then {{ difference_upper('paired.now', 'paired.baseline') }}
        end as change_upper,
        case
            when not paired.is_year_ago_broken
                then paired.estimate / nullif(paired.year_ago_estimate, 0) - 1
        end as change_year_over_year,
        case
            when not paired.is_year_ago_broken and paired.year_ago_estimate <> 0
                then {{ ratio_lower('paired.now', 'paired.year_ago') }} - 1
        end as year_over_year_lower,
        case
            when not paired.is_year_ago_broken and paired.year_ago_estimate <> 0
                then {{ ratio_upper('paired.now', 'paired.year_ago') }} - 1
        end as year_over_year_upper
    from paired
{%- endmacro %}

{# What the second step adds to the columns of the first, besides the changes. #}
{% macro base_columns() -%}
    {{ return([
        'baseline_period_start', 'baseline_estimate', 'is_baseline_broken',
        'year_ago_estimate', 'is_year_ago_broken',
    ]) }}
{%- endmacro %}

{% macro change_columns() -%}
    {{ return([
        'change_from_baseline', 'change_lower', 'change_upper',
        'change_year_over_year', 'year_over_year_lower', 'year_over_year_upper',
    ]) }}
{%- endmacro %}

{# Every column of the second step. #}
{% macro compared_columns() -%}
    {{ return(shown_columns() + base_columns() + change_columns()) }}
{%- endmacro %}
