{# Numbers that are withheld because the number of a whole less those of its other parts
   would give a withheld one (METHOD 17: a parent with a single withheld child).

   Every number is taken as a sum over the smallest scopes reported, leaders or else units.
   In each business unit those withheld must be enough to hide each other: else the one
   with the fewest people joins them, of the same cohort if there is one. Where there is
   none to join, the business unit is withheld itself, and with it another one, so that the
   company does not give it away; the company where there is no other.

   The withheld ones of a business unit are then put into classes, each enough: those of a
   unit and cohort where they are, else those left over of a cohort, else those left over of
   the business unit. A unit or a cohort that holds a part of a class only is withheld, so
   that all numbers shown hold whole classes, and nothing but sums over a class can be
   worked out from them, in however many steps. Where units are the smallest, a cohort may
   hold a part of a unit; all cohorts of a unit that a small one has a part of are withheld. #}

{# Whether so many withheld numbers of so many people do not hide each other. #}
{% macro _hides_too_little(cells, people) -%}
    (
        {{ cells }} > 0
        and (
            {{ cells }} < {{ threshold('differencing_min_cells') }}
            or {{ people }} < {{ threshold('anonymity_min_people') }}
        )
    )
{%- endmacro %}

{# The table of one indicator and period, of whose rows none may give another away. #}
{% macro _table_columns() -%}
    {{ return(['indicator_id', 'construct', 'period_grain', 'period_start']) }}
{%- endmacro %}

{# The smallest scope that an indicator is reported for. #}
{% macro smallest_scope_type(grid) -%}
    case max(case when {{ grid }}.scope_type = 'leader' then 1 else 0 end) over (
        partition by {{ grid }}.indicator_id
    )
        when 1 then 'leader'
        else 'org_unit'
    end
{%- endmacro %}

{# How many of the people of a withheld group each of its parts may count. #}
{% macro _share_of_people(group, id) -%}
    case
        when {{ group }}.primary_reason is not null
            then {{ group }}.evidence_people / cast(
                count(*) over (
                    partition by {{ listed(_table_columns(), 'asked') }}, places.{{ id }}
                ) as double
            )
    end
{%- endmacro %}

{# CTEs that follow `asked`; the last, `differenced`, names the rows to withhold. #}
{% macro differencing_steps() -%}
    {%- set keys = _table_columns() -%}
    placed as (
        select
            {{ listed(cell_columns(), 'asked') }},
            asked.primary_reason is not null as is_primary,
            cohorts.primary_reason is not null as is_cohort_primary,
            places.business_unit,
            places.org_unit_id,
            places.cohort_id,
            least(
                asked.evidence_people,
                coalesce(
                    {{ _share_of_people('units', 'org_unit_id') }}, asked.evidence_people
                ),
                coalesce(
                    {{ _share_of_people('cohorts', 'cohort_id') }}, asked.evidence_people
                )
            ) as people
        from asked
        inner join {{ ref('int_scopes_placed') }} as places
            on
                asked.scope_type = places.scope_type
                and asked.scope_id = places.scope_id
                and asked.period_grain = places.period_grain
                and asked.period_start = places.period_start
        left join asked as units
            on
                {{ equal_on(keys, 'asked', 'units') }}
                and units.scope_type = 'org_unit'
                and places.org_unit_id = units.scope_id
        left join asked as cohorts
            on
                {{ equal_on(keys, 'asked', 'cohorts') }}
                and cohorts.scope_type = 'cohort'
                and places.cohort_id = cohorts.scope_id
        where asked.is_measured and asked.scope_type = asked.smallest_type
    ),

    near as (
        select
            *,
            sum(case when is_primary then 1 else 0 end) over cohort as hidden_count,
            sum(case when is_primary then people else 0 end) over cohort
                as hidden_people,
            row_number() over (
                partition by
                    {{ keys | join(', ') }}, business_unit, cohort_id, is_primary
                order by people nulls last, scope_id
            ) as rank_from_fewest
        from placed
        window cohort as (
            partition by {{ keys | join(', ') }}, business_unit, cohort_id
        )
    ),

    parts as (
        select
            {{ listed(cell_columns(), 'near') }},
            near.business_unit,
            min(near.people) as people,
            max(
                case
                    when near.is_primary then 1
                    when
                        near.rank_from_fewest = 1
                        and {{ _hides_too_little(
                            'near.hidden_count', 'near.hidden_people'
                        ) }}
                        then 1
                    else 0
                end
            ) = 1 as is_covered
        from near
        group by {{ listed(cell_columns(), 'near') }}, near.business_unit
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by
                    {{ keys | join(', ') }}, business_unit, is_covered
                order by people nulls last, scope_id
            ) as rank_from_fewest
        from parts
    ),

    members as (
        select
            {{ listed(keys, 'parts') }},
            parts.business_unit,
            case when parts.is_covered then 1 else 0 end as hidden_count,
            case when parts.is_covered then parts.people else 0 end as hidden_people,
            case when parts.is_covered then 0 else 1 end as open_count,
            cast(null as double) as unit_people,
            cast(null as double) as hidden_unit_people
        from parts
        union all
        select
            {{ listed(keys, 'asked') }},
            asked.scope_id as business_unit,
            0 as hidden_count,
            0 as hidden_people,
            0 as open_count,
            asked.evidence_people as unit_people,
            case when asked.primary_reason is not null then asked.evidence_people end
                as hidden_unit_people
        from asked
        where asked.is_measured and asked.scope_type = 'business_unit'
    ),

    blocks as (
        select
            {{ listed(keys, 'members') }},
            members.business_unit,
            sum(members.hidden_count) as hidden_count,
            sum(members.hidden_people) as hidden_people,
            sum(members.open_count) as open_count,
            max(members.unit_people) as unit_people,
            max(members.hidden_unit_people) as hidden_unit_people
        from members
        group by {{ listed(keys, 'members') }}, members.business_unit
    ),

    exposed as (
        select
            *,
            {{ _hides_too_little('hidden_count', 'hidden_people') }} as is_short,
            unit_people is null
            or hidden_unit_people is not null
            or (
                {{ _hides_too_little('hidden_count', 'hidden_people') }}
                and open_count = 0
            ) as is_exposed
        from blocks
    ),

    weighed as (
        select
            *,
            sum(
                case
                    when is_exposed and hidden_unit_people is not null then 1
                    when is_exposed then hidden_count
                    else 0
                end
            ) over (partition by {{ keys | join(', ') }}) as rest_count,
            sum(
                case
                    when is_exposed then coalesce(hidden_unit_people, hidden_people)
                    else 0
                end
            ) over (partition by {{ keys | join(', ') }}) as rest_people,
            row_number() over (
                partition by {{ keys | join(', ') }}, is_exposed
                order by unit_people nulls last, business_unit
            ) as rank_from_fewest,
            min(case when is_exposed then 1 else 0 end) over (
                partition by {{ keys | join(', ') }}
            ) = 1 as is_all_exposed
        from exposed
    ),

    joined as (
        select
            *,
            {{ _hides_too_little('rest_count', 'rest_people') }} as is_rest_short,
            is_exposed
            or (
                {{ _hides_too_little('rest_count', 'rest_people') }}
                and rank_from_fewest = 1
            ) as is_rest
        from weighed
    ),

    withheld as (
        select
            {{ listed(cell_columns(), 'ranked') }},
            ranked.business_unit,
            joined.is_rest,
            joined.is_all_exposed and joined.is_rest_short as is_whole_hidden,
            ranked.is_covered
            or (
                ranked.rank_from_fewest = 1
                and (joined.is_short or (joined.is_rest and not joined.is_exposed))
            ) as is_hidden
        from ranked
        inner join joined
            on
                {{ equal_on(keys, 'ranked', 'joined') }}
                and ranked.business_unit is not distinct from joined.business_unit
    ),

    hidden as (
        select
            {{ listed(cell_columns(), 'placed') }},
            placed.org_unit_id,
            placed.cohort_id,
            placed.people,
            withheld.is_rest,
            withheld.is_whole_hidden,
            case when not withheld.is_rest then placed.business_unit end as block_id
        from placed
        inner join withheld
            on
                {{ equal_on(cell_columns(), 'placed', 'withheld') }}
                and placed.business_unit is not distinct from withheld.business_unit
        where withheld.is_hidden
    ),

    counted as (
        select
            *,
            {{ _hides_too_little(
                'count(*) over in_unit', 'sum(people) over in_unit'
            ) }} as is_unit_short,
            {{ _hides_too_little(
                'count(*) over in_cohort', 'sum(people) over in_cohort'
            ) }} as is_cohort_short
        from hidden
        window
            in_unit as (
                partition by
                    {{ keys | join(', ') }}, is_rest, block_id, cohort_id, org_unit_id
            ),
            in_cohort as (
                partition by {{ keys | join(', ') }}, is_rest, block_id, cohort_id
            )
    ),

    left_over as (
        select
            *,
            {{ _hides_too_little(
                'sum(case when is_unit_short then 1 else 0 end) over in_cohort',
                'sum(case when is_unit_short then people else 0 end) over in_cohort'
            ) }} as is_cohort_left_short,
            {{ _hides_too_little(
                'sum(case when is_cohort_short then 1 else 0 end) over in_block',
                'sum(case when is_cohort_short then people else 0 end) over in_block'
            ) }} as is_block_left_short
        from counted
        window
            in_cohort as (
                partition by {{ keys | join(', ') }}, is_rest, block_id, cohort_id
            ),
            in_block as (partition by {{ keys | join(', ') }}, is_rest, block_id)
    ),

    leveled as (
        select
            *,
            case
                when is_rest or is_block_left_short then 'block'
                when is_cohort_short then 'rest of block'
                when is_cohort_left_short then 'cohort'
                when is_unit_short then 'rest of cohort'
                else 'unit'
            end as class_level
        from left_over
    ),

    classed as (
        select
            *,
            case
                when class_level in ('cohort', 'rest of cohort', 'unit') then cohort_id
            end as class_cohort_id,
            case when class_level = 'unit' then org_unit_id end as class_unit_id
        from leveled
    ),

    sized as (
        select
            *,
            count(*) over (
                partition by
                    {{ keys | join(', ') }},
                    is_rest,
                    block_id,
                    class_level,
                    class_cohort_id,
                    class_unit_id
            ) as class_size
        from classed
    ),

    parted as (
        {%- for type, id in [('org_unit', 'org_unit_id'), ('cohort', 'cohort_id')] %}
        select distinct
            {{ listed(keys, 'sized') }},
            '{{ type }}' as scope_type,
            sized.{{ id }} as scope_id
        from sized
        where sized.scope_type <> '{{ type }}'
        group by
            {{ listed(keys, 'sized') }},
            sized.{{ id }},
            sized.is_rest,
            sized.block_id,
            sized.class_level,
            sized.class_cohort_id,
            sized.class_unit_id
        having
            count(*) < max(sized.class_size)
            or max(case when sized.is_whole_hidden then 1 else 0 end) = 1
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ),

    mixed as (
        select distinct
            {{ listed(keys, 'others') }},
            'cohort' as scope_type,
            others.cohort_id as scope_id
        from placed as few
        inner join placed as others
            on
                {{ equal_on(cell_columns(), 'few', 'others') }}
                and few.cohort_id <> others.cohort_id
        where few.is_cohort_primary and few.scope_type = 'org_unit'
    ),

    differenced as (
        select {{ listed(cell_columns(), 'withheld') }}
        from withheld
        where withheld.is_hidden
        union
        select
            joined.indicator_id,
            joined.construct,
            'business_unit' as scope_type,
            joined.business_unit as scope_id,
            joined.period_grain,
            joined.period_start
        from joined
        where joined.is_rest
        union
        select
            joined.indicator_id,
            joined.construct,
            'company' as scope_type,
            'company' as scope_id,
            joined.period_grain,
            joined.period_start
        from joined
        where joined.is_all_exposed and joined.is_rest_short
        union
        select {{ listed(cell_columns(), 'parted') }}
        from parted
        union
        select {{ listed(cell_columns(), 'mixed') }}
        from mixed
    )
{%- endmacro %}
