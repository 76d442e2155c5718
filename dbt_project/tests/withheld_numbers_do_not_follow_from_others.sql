{#- Wholes whose published number, less those of their parts, gives what is withheld of
    fewer than may be shown: of a single part, or of parts of too few people in all.
    Parts of a business unit are also those outside a cohort that lies within it. Of units,
    a cohort may hold a part only, so that it is no sum of them. -#}
{%- set panels = ['people_health', 'behavior_change', 'risk_indicators'] -%}
{%- set keys = ['indicator_id', 'construct', 'period_grain', 'period_start'] -%}
{%- set smallest = [
    ('org_unit', 'org_unit_id'),
    ('business_unit', 'business_unit'),
    ('cohort', 'cohort_id'),
] -%}
with catalog as (
    select * from {{ ref('indicators') }}
),

cells as (
    {%- for panel in panels %}
        select
            {{ listed(cell_columns(), 'published') }},
            published.is_suppressed,
            published.suppression_reason like 'too_few%'
            or published.suppression_reason = 'hides_another_number' as is_hidden,
            case
                when catalog.source_class = 'operational' then measured.people_count
                else measured.rater_count
            end as people,
            case
                when
                    {{ listed_in("'leader'", 'catalog.scopes') }}
                    then 'leader'
                else 'org_unit'
            end as smallest_type
        from {{ ref('fct_' ~ panel) }} as published
        inner join catalog on published.indicator_id = catalog.indicator_id
        inner join {{ ref('int_' ~ panel ~ '_measured') }} as measured
            on {{ equal_on(cell_columns(), 'published', 'measured') }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

places as (
    select * from {{ ref('int_scopes_placed') }}
),

placed as (
    select
        cells.*,
        places.org_unit_id,
        places.business_unit,
        places.cohort_id
    from cells
    inner join places
        on
            cells.scope_type = places.scope_type
            and cells.scope_id = places.scope_id
            and cells.period_grain = places.period_grain
            and cells.period_start = places.period_start
),

within as (
    select
        places.scope_type,
        places.period_grain,
        places.period_start,
        places.cohort_id,
        min(places.business_unit) as business_unit
    from places
    where places.cohort_id is not null
    group by
        places.scope_type, places.period_grain, places.period_start, places.cohort_id
    having
        count(distinct places.business_unit) = 1
        and count(places.business_unit) = count(*)
),

parts as (
    {%- for type, column in smallest %}
        select
            {{ listed(cell_columns(), 'placed') }},
            placed.is_hidden,
            placed.people,
            'part' as kind_of_part,
            '{{ type }}' as whole_type,
            placed.{{ column }} as whole_id,
            cast(null as string) as without_id
        from placed
        where
            placed.{{ column }} is not null
            and placed.scope_type <> '{{ type }}'
            and (
                placed.scope_type = placed.smallest_type
                or '{{ type }}' = 'business_unit'
            )
            and (placed.scope_type = 'leader' or '{{ type }}' <> 'cohort')
        union all
    {%- endfor %}
    {%- for type, column in smallest if type != 'org_unit' %}
        select
            {{ listed(cell_columns(), 'cells') }},
            cells.is_hidden,
            cells.people,
            '{{ type }}' as kind_of_part,
            'company' as whole_type,
            'company' as whole_id,
            cast(null as string) as without_id
        from cells
        where
            cells.scope_type = '{{ type }}'
            and (cells.smallest_type = 'leader' or '{{ type }}' = 'business_unit')
        union all
        select
            {{ listed(cell_columns(), 'placed') }},
            placed.is_hidden,
            placed.people,
            '{{ type }}' as kind_of_part,
            'company' as whole_type,
            'company' as whole_id,
            cast(null as string) as without_id
        from placed
        where
            placed.{{ column }} is null
            and placed.scope_type = placed.smallest_type
            and (placed.scope_type = 'leader' or '{{ type }}' = 'business_unit')
        union all
    {%- endfor %}
    select
        {{ listed(cell_columns(), 'placed') }},
        placed.is_hidden,
        placed.people,
        'outside' as kind_of_part,
        'business_unit' as whole_type,
        placed.business_unit as whole_id,
        within.cohort_id as without_id
    from placed
    inner join within
        on
            placed.scope_type = within.scope_type
            and placed.period_grain = within.period_grain
            and placed.period_start = within.period_start
            and placed.business_unit = within.business_unit
            and placed.cohort_id is distinct from within.cohort_id
    where placed.scope_type = placed.smallest_type and placed.scope_type = 'leader'
),

hidden as (
    select
        {{ listed(keys, 'parts') }},
        parts.kind_of_part,
        parts.scope_type,
        parts.whole_type,
        parts.whole_id,
        parts.without_id,
        count(distinct parts.scope_id) as cell_count,
        sum(parts.people) as people
    from parts
    where parts.is_hidden
    group by
        {{ listed(keys, 'parts') }},
        parts.kind_of_part,
        parts.scope_type,
        parts.whole_type,
        parts.whole_id,
        parts.without_id
),

summed as (
    select
        {{ listed(keys, 'hidden') }},
        hidden.whole_type,
        hidden.whole_id,
        hidden.without_id,
        hidden.kind_of_part,
        sum(hidden.cell_count) as cell_count,
        sum(hidden.people) as people
    from hidden
    group by
        {{ listed(keys, 'hidden') }},
        hidden.whole_type,
        hidden.whole_id,
        hidden.without_id,
        hidden.kind_of_part,
        case when hidden.kind_of_part = 'part' then hidden.scope_type end
)

select summed.*
from summed
inner join cells as wholes
    on
        {{ equal_on(keys, 'summed', 'wholes') }}
        and summed.whole_type = wholes.scope_type
        and summed.whole_id = wholes.scope_id
        and not wholes.is_suppressed
left join cells as cohorts
    on
        {{ equal_on(keys, 'summed', 'cohorts') }}
        and cohorts.scope_type = 'cohort'
        and summed.without_id = cohorts.scope_id
        and not cohorts.is_suppressed
where
    (summed.without_id is null or cohorts.scope_id is not null)
    and (
        summed.cell_count < {{ threshold('differencing_min_cells') }}
        or summed.people < {{ threshold('anonymity_min_people') }}
    )
