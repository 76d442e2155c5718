{# Krippendorff's alpha = 1 - observed / expected disagreement, from the coincidence matrix;
   scores may be missing, a unit of fewer than two scores is left out by the caller.
   Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections C and D.

   Renders the CTEs up to `alphas` (keys, metric, ratings, alpha) from a CTE `unit_counts`:
   keys, metric (nominal, ordinal, interval, ratio), unit_id, category (a number), ratings
   (how many gave it), unit_ratings, weight (how often the unit counts). A key whose scores
   are all alike has no alpha, and no row: nothing could have disagreed. #}
{% macro alpha_steps(keys) -%}
    {%- set keys = keys + ['metric'] -%}
    marginals as (
        select
            {{ keys | join(', ') }},
            category,
            sum(weight * ratings) as ratings
        from unit_counts
        group by {{ keys | join(', ') }}, category
    ),

    positions as (
        select
            *,
            sum(ratings) over (partition by {{ keys | join(', ') }}) as all_ratings,
            sum(ratings) over (
                partition by {{ keys | join(', ') }} order by category
            ) - ratings / 2 as midpoint
        from marginals
    ),

    coincidences as (
        select
            {{ listed(keys, 'ones') }},
            ones.category,
            others.category as other_category,
            sum(
                ones.weight * ones.ratings * others.ratings / (ones.unit_ratings - 1)
            ) as pairs
        from unit_counts as ones
        inner join unit_counts as others
            on
                {{ equal_on(keys, 'ones', 'others') }}
                and ones.unit_id = others.unit_id
                and ones.category < others.category
        group by {{ listed(keys, 'ones') }}, ones.category, others.category
    ),

    distances as (
        select
            {{ listed(keys, 'ones') }},
            ones.category,
            others.category as other_category,
            ones.all_ratings,
            ones.ratings * others.ratings as chance_pairs,
            {{ squared_distance('ones', 'others') }} as distance
        from positions as ones
        inner join positions as others
            on
                {{ equal_on(keys, 'ones', 'others') }}
                and ones.category < others.category
    ),

    alphas as (
        select
            {{ listed(keys, 'distances') }},
            max(distances.all_ratings) as ratings,
            1 - (max(distances.all_ratings) - 1)
            * sum(coalesce(coincidences.pairs, 0) * distances.distance)
            / nullif(sum(distances.chance_pairs * distances.distance), 0) as alpha
        from distances
        left join coincidences
            on
                {{ equal_on(keys, 'distances', 'coincidences') }}
                and distances.category = coincidences.category
                and distances.other_category = coincidences.other_category
        group by {{ listed(keys, 'distances') }}
    )
{%- endmacro %}

{# How far apart two categories lie, squared, by the metric of the first. Ordinal: the
   scores between their middles, which is Krippendorff's sum of the marginals. #}
{% macro squared_distance(one, other) -%}
    case {{ one }}.metric
        when 'nominal' then 1.0
        when 'ordinal'
            then power({{ other }}.midpoint - {{ one }}.midpoint, 2)
        when 'interval'
            then power({{ other }}.category - {{ one }}.category, 2)
        when 'ratio'
            then power(
                ({{ other }}.category - {{ one }}.category)
                / nullif({{ other }}.category + {{ one }}.category, 0),
                2
            )
    end
{%- endmacro %}

{# Which metric the scores of a scale have. #}
{% macro metric_of(scale) -%}
    case when {{ scale }} = 'binary' then 'nominal' else 'ordinal' end
{%- endmacro %}

{# One alpha of several metrics: their mean, weighted by the scores that each rests on; an
   aggregate over metrics. Each disagreement is thus held against what chance would give
   on its own scale. #}
{% macro combined_alpha(alpha, ratings) -%}
    sum({{ alpha }} * {{ ratings }})
    / nullif(sum(case when {{ alpha }} is not null then {{ ratings }} end), 0)
{%- endmacro %}

{# A uniform number in [0, 1) from a digest, the same on every engine: its first six
   hexadecimal digits. #}
{% macro hashed_uniform(digest) -%}
    (
        {%- for place in range(1, 7) %}
        (position(substr({{ digest }}, {{ place }}, 1) in '0123456789abcdef') - 1)
        / {{ 16 ** place }}.0
        {%- if not loop.last %} +{% endif %}
        {%- endfor %}
    )
{%- endmacro %}

{# How often a unit is drawn in a Poisson bootstrap: Poisson with mean 1, by inversion of a
   uniform number. Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty
   for massive data streams. Mass above six is 0.00008 and counts as six. #}
{% macro poisson_weight(uniform) -%}
    (
        {%- for limit in [
            0.367879441, 0.735758882, 0.919698603, 0.981011843, 0.996340153, 0.999405815
        ] %}
        case when {{ uniform }} >= {{ limit }} then 1 else 0 end
        {%- if not loop.last %} +{% endif %}
        {%- endfor %}
    )
{%- endmacro %}
