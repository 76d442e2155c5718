{# What each observer is fit for from when to when. An assessment holds until the next,
    and no longer than a certification is valid; tentative are those who agree too little
    with the experts to decide by, or whose severity has moved away from theirs. #}
with assessed as (
    select
        *,
        lag(severity) over (
            partition by observer_id order by assessed_on
        ) as severity_before,
        lead(assessed_on, 1, {{ open_end() }}) over (
            partition by observer_id order by assessed_on
        ) as next_assessed_on,
        {{ date_moved(
            'assessed_on',
            'day',
            'cast(' ~ threshold('certification_valid_days') ~ ' as integer)',
        ) }} as expires_on
    from {{ ref('int_observers_assessed') }}
),

drifted as (
    select
        *,
        coalesce(
            abs(severity - severity_before)
            > {{ threshold('certification_max_severity_drift') }}
            and abs(severity) > abs(severity_before),
            false
        ) as is_drifted
    from assessed
),

reasoned as (
    select
        *,
        case
            when unit_count < {{ threshold('certification_min_units') }}
                then 'too_few_units'
            when alpha is null then 'no_variation'
            when alpha < {{ threshold('certification_tentative_alpha') }}
                then 'agrees_too_little'
            when seen_agreement_share < {{ threshold('observer_min_agreement_share') }}
                then 'sees_otherwise'
            when alpha < {{ threshold('certification_min_alpha') }}
                then 'agrees_for_now'
            when is_drifted then 'severity_moved'
            else 'agrees'
        end as status_reason
    from drifted
),

judged as (
    select
        *,
        case
            when status_reason = 'agrees' then 'certified'
            when status_reason in ('agrees_for_now', 'severity_moved') then 'tentative'
            else 'retrain'
        end as status
    from reasoned
),

spans as (
    select
        observer_id,
        assessed_on as valid_from,
        case
            when status = 'retrain' then next_assessed_on
            else least(next_assessed_on, expires_on)
        end as valid_to,
        status,
        status_reason,
        is_drifted
    from judged
    union all
    select
        observer_id,
        expires_on as valid_from,
        next_assessed_on as valid_to,
        'expired' as status,
        'not_assessed_since' as status_reason,
        is_drifted
    from judged
    where status <> 'retrain' and expires_on < next_assessed_on
)

select
    spans.observer_id,
    spans.valid_from,
    spans.valid_to,
    spans.status,
    spans.status_reason,
    spans.is_drifted,
    spans.status = 'certified'
    or (
        spans.status = 'tentative'
        and {{ threshold('certification_tentative_counts') }} = 1
    ) as is_counted
from spans
