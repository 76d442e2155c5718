{#- The rated groups with the lowest and the highest promotion rate, by attribute and
    over both ('all': the attribute with the smaller ratio). -#}
with ranked as (
    select
        counted.*,
        row_number() over (
            partition by {{ indicator_keys('counted') }}, counted.rating_state
            order by counted.promotion_rate asc, counted.group_name desc
        ) as rank_from_lowest,
        row_number() over (
            partition by {{ indicator_keys('counted') }}, counted.rating_state
            order by counted.promotion_rate desc, counted.group_name asc
        ) as rank_from_highest
    from {{ ref('int_promotion_groups_counted') }} as counted
    where counted.construct <> '{{ intersection() }}'
),

attributes as (
    select
        {{ indicator_keys('ranked') }},
        count(*) filter (where ranked.rating_state = 'rated') - 1 as comparison_count,
        count(*) filter (where ranked.rating_state = 'too_small') as left_out_count
    from ranked
    group by {{ indicator_keys('ranked') }}
),

paired as (
    select
        {{ indicator_keys('attributes') }},
        greatest(attributes.comparison_count, 0) as comparison_count,
        attributes.left_out_count,
        lowest.group_name as low_group,
        lowest.promotion_count as low_promotions,
        lowest.decision_count as low_decisions,
        highest.group_name as high_group,
        highest.promotion_count as high_promotions,
        highest.decision_count as high_decisions,
        least(lowest.expected_promotions, highest.expected_promotions)
            as expected_promotions,
        row_number() over (
            partition by {{ scope_keys('attributes') }}
            order by
                lowest.promotion_rate / nullif(highest.promotion_rate, 0) nulls last,
                attributes.construct
        ) as rank_of_ratio,
        sum(greatest(attributes.comparison_count, 0)) over (
            partition by {{ scope_keys('attributes') }}
        ) as comparison_total,
        sum(
            attributes.left_out_count
            + case when attributes.comparison_count < 1 then 1 else 0 end
        ) over (
            partition by {{ scope_keys('attributes') }}
        ) as left_out_total
    from attributes
    left join ranked as lowest
        on
            {{ same_cell('attributes', 'lowest') }}
            and attributes.comparison_count > 0
            and lowest.rating_state = 'rated'
            and lowest.rank_from_lowest = 1
    left join ranked as highest
        on
            {{ same_cell('attributes', 'highest') }}
            and attributes.comparison_count > 0
            and highest.rating_state = 'rated'
            and highest.rank_from_highest = 1
)

select
    {{ indicator_keys('paired') }},
    paired.low_group,
    paired.low_promotions,
    paired.low_decisions,
    paired.high_group,
    paired.high_promotions,
    paired.high_decisions,
    paired.expected_promotions,
    paired.comparison_count,
    paired.left_out_count
from paired
union all
select
    'all' as construct,
    {{ scope_keys('paired') }},
    paired.low_group,
    paired.low_promotions,
    paired.low_decisions,
    paired.high_group,
    paired.high_promotions,
    paired.high_decisions,
    paired.expected_promotions,
    paired.comparison_total as comparison_count,
    paired.left_out_total as left_out_count
from paired
where paired.rank_of_ratio = 1
