{# Scores of leaders side by side, with differences between roles and countries removed. #}

{# A leader's quarterly scores of a panel, with the decimals they are published with. #}
{% macro leader_scores(model, condition) -%}
    select
        shown.indicator_id,
        shown.construct,
        shown.scope_id as leader_id,
        shown.period_start,
        shown.period_end,
        {{ rounded_to('shown.estimate', 'indicators.decimals') }} as estimate,
        indicators.claim_role = 'behavior' as is_observed
    from {{ ref(model) }} as shown
    inner join {{ ref('indicators') }} as indicators
        on shown.indicator_id = indicators.indicator_id
    where
        shown.scope_type = 'leader'
        and shown.period_grain = 'quarter'
        and shown.construct = 'all'
        and {{ condition }}
{%- endmacro %}

{# A number of which a share is kept, the rest being its parent's. #}
{% macro drawn_to(own, parent, kept) -%}
    ({{ parent }} + {{ kept }} * ({{ own }} - {{ parent }}))
{%- endmacro %}

{# Distance from a norm in its spreads. #}
{% macro normalized(score, center, spread) -%}
    (({{ score }} - {{ center }}) / nullif({{ spread }}, 0))
{%- endmacro %}

{# The cells of given parents, with their norms. #}
{% macro pooled_cells(cells, parents) -%}
    select
        {{ cells }}.*,
        {{ drawn_to(cells ~ '.mean', parents ~ '.center', cells ~ '.mean_kept') }} as center,
        exp({{ drawn_to(
            cells ~ '.log_spread', 'ln(' ~ parents ~ '.spread)', cells ~ '.log_spread_kept'
        ) }}) as spread
    from {{ cells }}
    inner join {{ parents }}
        on
            {{ cells }}.indicator_id = {{ parents }}.indicator_id
            and {{ cells }}.period_start = {{ parents }}.period_start
            and {{ cells }}.parent_id = {{ parents }}.cell_id
            and {{ cells }}.cell_type <> {{ parents }}.cell_type
{%- endmacro %}
