{#- The rated groups with the lowest and the highest promotion rate, by attribute and over
    both ('all': the attribute with the smaller ratio). -#}
with groups as (
    select
        *,
        row_number() over (
            partition by
                construct, scope_type, scope_id, period_grain, period_start, rating_state
            order by promotion_rate asc, group_name desc
        ) as rank_from_lowest,
        row_number() over (
            partition by
                construct, scope_type, scope_id, period_grain, period_start, rating_state
            order by promotion_rate desc, group_name asc
        ) as rank_from_highest
    from {{ ref('int_promotion_groups_counted') }}
),

attributes as (
    select
        {{ indicator_keys('groups') }},
        count(*) filter (where groups.rating_state = 'rated') - 1 as comparison_count,
        count(*) filter (where groups.rating_state = 'too_small') as left_out_count
    from groups
    group by {{ indicator_keys('groups') }}
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
    left join groups as lowest
        on
            {{ same_scope('attributes', 'lowest') }}
            and attributes.construct = lowest.construct
            and attributes.comparison_count > 0
            and lowest.rating_state = 'rated'
            and lowest.rank_from_lowest = 1
    left join groups as highest
        on
            {{ same_scope('attributes', 'highest') }}
            and attributes.construct = highest.construct
            and attributes.comparison_count > 0
            and highest.rating_state = 'rated'
            and highest.rank_from_highest = 1
)

{% for construct in [none, 'all'] -%}
select
    {{ "'all' as construct" if construct else 'paired.construct' }},
    paired.scope_type,
    paired.scope_id,
    paired.period_grain,
    paired.period_start,
    paired.low_group,
    paired.low_promotions,
    paired.low_decisions,
    paired.high_group,
    paired.high_promotions,
    paired.high_decisions,
    paired.expected_promotions,
    {{ 'paired.comparison_total as comparison_count' if construct
        else 'paired.comparison_count' }},
    {{ 'paired.left_out_total as left_out_count' if construct
        else 'paired.left_out_count' }}
from paired
{{ 'where paired.rank_of_ratio = 1' if construct else 'union all' }}
{% endfor %}
