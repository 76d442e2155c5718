{# How alike leaders with a high and a low score are in what was known of them before:
    the table behind the gate of a matched comparison. For people partners only, since
    the shares of a small role tell how its leaders scored. #}
with balance as (
    select * from {{ ref('stg_statistics__matched_balance') }}
)

select
    balance.predictor_id,
    balance.covariate,
    {%- for column in [
        'mean_difference_before', 'mean_difference_after', 'variance_ratio_after',
    ] %}
        {{ rounded('balance.' ~ column) }} as {{ column }},
    {%- endfor %}
    cast(null as string) as release_id
from balance
