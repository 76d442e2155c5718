{# The rated groups with the lowest and the highest promotion rate, by attribute and
    over both ('all': the attribute with the smaller ratio). Their ratio and its band give
    their counts, and what these leave of the total is a withheld group's. So in a year with
    one, the company's ratio is withheld unless promotion equity gives the very same; in
    parts of a year, which add up, one withheld group in any part withholds all. #}
with shown as (
    select * from {{ ref('int_promotion_groups_shown') }}
),

ranked as (
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
        count(*) filter (where ranked.rating_state = 'too_small') as left_out_count,
        count({{ equity_primary_reason('ranked') }}) filter (
            where not ranked.is_left_out
        ) as withheld_count
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
        ) as left_out_total,
        attributes.scope_type = 'company' and attributes.period_grain = 'year'
            as is_whole,
        sum(attributes.withheld_count) over (
            partition by {{ scope_keys('attributes') }}
        ) > 0 as is_guarded,
        sum(attributes.withheld_count) over (
            partition by {{ period_start('attributes.period_start', "'year'") }}
        ) > 0 as is_year_guarded
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
),

guarded as (
    select
        paired.*,
        case
            when not paired.is_whole then paired.is_year_guarded
            when not paired.is_guarded then false
            else
                least(paired.low_decisions, paired.high_decisions)
                < {{ threshold('equity_limits_min_decisions') }}
                or lowest.is_complement
                or lowest.suppression_reason is not null
                or highest.is_complement
                or highest.suppression_reason is not null
        end as is_withheld
    from paired
    left join shown as lowest
        on
            {{ same_cell('paired', 'lowest') }}
            and paired.low_group = lowest.group_name
    left join shown as highest
        on
            {{ same_cell('paired', 'highest') }}
            and paired.high_group = highest.group_name
)

select
    {{ indicator_keys('guarded') }},
    guarded.low_group,
    guarded.low_promotions,
    guarded.low_decisions,
    guarded.high_group,
    guarded.high_promotions,
    guarded.high_decisions,
    guarded.expected_promotions,
    guarded.comparison_count,
    guarded.left_out_count,
    guarded.is_withheld
from guarded
union all
select
    'all' as construct,
    {{ scope_keys('guarded') }},
    guarded.low_group,
    guarded.low_promotions,
    guarded.low_decisions,
    guarded.high_group,
    guarded.high_promotions,
    guarded.high_decisions,
    guarded.expected_promotions,
    guarded.comparison_total as comparison_count,
    guarded.left_out_total as left_out_count,
    guarded.is_withheld
from guarded
where guarded.rank_of_ratio = 1
