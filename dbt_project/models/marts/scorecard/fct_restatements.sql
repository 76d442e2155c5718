{# Published numbers that a later release changed. One build knows no release but
    its own: the rows are written when a release is staged. #}
select
    {%- for column in [
        'indicator_id', 'construct', 'scope_type', 'scope_id', 'period_grain',
    ] %}
        cast(null as string) as {{ column }},
    {%- endfor %}
    cast(null as date) as period_start,
    cast(null as double) as old_estimate,
    cast(null as double) as new_estimate,
    cast(null as string) as cause,
    cast(null as string) as old_release_id,
    cast(null as string) as release_id
where false
