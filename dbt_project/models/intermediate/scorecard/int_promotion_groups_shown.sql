{# Groups of the company's yearly promotion pool, the small ones withheld. Who is left
    out of the pool is in no other number. For all others there is one table a year: units,
    quarters and years add up, and a group withheld in one could be worked out from the
    others. When what is withheld could be worked out from the total, the next smallest
    group loses its counts and keeps a coarse rate; so does a group of every other
    attribute, whose groups would add up to that total. See the doc block on what promotion
    equity keeps back. #}
with groups as (
    select * from {{ ref('int_promotion_groups_counted') }}
    where scope_type = 'company' and period_grain = 'year'
),

primaries as (
    select
        groups.*,
        groups.construct = '{{ intersection() }}' as is_intersection,
        {{ equity_primary_reason('groups') }} as primary_reason
    from groups
),

recoverables as (
    select
        *,
        primary_reason is not null and not is_left_out as is_recoverable
    from primaries
),

ranked as (
    select
        *,
        sum(case when is_recoverable then 1 else 0 end) over pool as primary_count,
        sum(case when is_recoverable then people_count else 0 end) over pool
            as primary_people,
        sum(
            case
                when is_recoverable and not is_intersection then 1
                else 0
            end
        ) over (
            partition by period_start
        ) as primary_count_of_year,
        row_number() over (
            partition by construct, period_start, primary_reason is null
            order by people_count, group_name
        ) as rank_by_size
    from recoverables
    window pool as (partition by construct, period_start)
)

select
    {{ indicator_keys('ranked') }},
    ranked.group_name,
    ranked.people_count,
    ranked.decision_count,
    ranked.promotion_count,
    ranked.promotion_rate,
    ranked.pool_share,
    ranked.expected_promotions,
    ranked.rating_state,
    case
        when
            ranked.is_intersection
            and ranked.primary_count > 0
            and ranked.primary_count_of_year = 0
            then coalesce(ranked.primary_reason, 'counts_protect_another_group')
        else ranked.primary_reason
    end as suppression_reason,
    ranked.primary_reason is null
    and (
        ranked.is_intersection
        or (
            ranked.primary_count_of_year > 0
            and ranked.rank_by_size = 1
            and (
                ranked.primary_count < {{ threshold('equity_complement_groups') }}
                or ranked.primary_people < {{ threshold('anonymity_min_people') }}
            )
        )
    ) as is_complement,
    ranked.is_intersection,
    ranked.primary_count_of_year > 0 as is_guarded
from ranked
