{# A leader's quarterly scores and shares, drawn toward the company's as far as they
    are chance (METHOD 10), and from when to when each is the latest of earlier evidence:
    from the day after its window until the next one's is over, or until it is stale. #}
with measured as (
    {%- for panel in ['people_health', 'behavior_change'] %}
        select
            indicator_id,
            scope_type,
            scope_id,
            period_start,
            estimate,
            reliability,
            answered_share,
            last_evidence_on
        from {{ ref('int_' ~ panel ~ '_measured') }}
        where
            period_grain = 'quarter'
            and construct = 'all'
            and scope_type in ('company', 'leader')
            and estimate is not null
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

catalog as (
    select
        indicator_id,
        half_life_days,
        {{ threshold_for('gate_min_answered_share', 'indicators.indicator_id') }}
            as min_answered_share
    from {{ ref('indicators') }} as indicators
    where
        claim_role in ('perception', 'behavior')
        and {{ listed_in("'leader'", 'scopes') }}
        and {{ listed_in("'quarter'", 'grains') }}
),

shrunk as (
    select
        leaders.indicator_id as predictor_id,
        leaders.scope_id as leader_id,
        leaders.period_start as window_start,
        {{ date_moved(period_after('leaders.period_start', "'quarter'"), 'day', -1) }}
            as window_end,
        leaders.last_evidence_on,
        catalog.half_life_days,
        company.estimate
        + coalesce(leaders.reliability, 0.0) * (leaders.estimate - company.estimate)
            as score,
        {{ confidence_score(
            'leaders.answered_share',
            'catalog.min_answered_share',
            'leaders.reliability',
            '1.0',
        ) }} as confidence_score
    from measured as leaders
    inner join measured as company
        on
            leaders.indicator_id = company.indicator_id
            and leaders.period_start = company.period_start
            and company.scope_type = 'company'
    inner join catalog on leaders.indicator_id = catalog.indicator_id
    where leaders.scope_type = 'leader'
),

dated as (
    select
        *,
        {{ date_moved('window_end', 'day', 1) }} as valid_from,
        least(
            lead({{ date_moved('window_end', 'day', 1) }}, 1, {{ open_end() }}) over (
                partition by predictor_id, leader_id order by window_end nulls last
            ),
            {{ date_moved(
                'last_evidence_on',
                'day',
                'cast(floor(-half_life_days * ln(' ~ threshold('stale_below_recency')
                ~ ') / ln(2.0)) as integer) + 1',
            ) }}
        ) as valid_to
    from shrunk
    where window_end <= {{ as_of() }}
)

select
    dated.predictor_id,
    dated.leader_id,
    dated.window_start,
    dated.window_end,
    dated.score,
    {{ confidence_grade('dated.confidence_score') }} as confidence_grade,
    dated.valid_from,
    dated.valid_to
from dated
where dated.valid_from < dated.valid_to
