{{ config(materialized='view') }}
{# Trials behind each share: those that count, and those left out because nobody fit to
    tell says how they ended. #}
with trials as (
    select
        *,
        'all' as whole
    from {{ ref('int_share_trials_dated') }}
    union all
    select
        *,
        construct as whole
    from {{ ref('int_share_trials_dated') }}
    where construct <> 'all'
)

{%- for part, condition in [('trials', 'is_counted'), ('left_out', 'not is_counted')] %}
    select
        {{ traced_columns(
            'trials',
            part,
            'trials.indicator_id',
            'trials.occurred_on',
            construct='trials.whole',
        ) }}
    from trials
    where {{ condition }}
    {{ 'union all' if not loop.last }}
{%- endfor %}
