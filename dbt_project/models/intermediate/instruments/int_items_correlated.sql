{# How each item goes with the sum of the others, over complete forms: the corrected
    item-total correlation (METHOD 2). An item that is keyed the wrong way round goes
    against the others. #}
with forms as (
    select * from {{ ref('int_forms_completed') }}
),

totalled as (
    select
        forms.*,
        sum(forms.scored_value) over (
            partition by
                forms.instrument_id,
                forms.instrument_version,
                forms.construct,
                forms.leader_id,
                forms.form_id
        ) - forms.scored_value as rest_total
    from forms
)

select
    totalled.instrument_id,
    totalled.instrument_version,
    totalled.construct,
    totalled.item_id,
    count(*) as form_count,
    count(distinct totalled.rater_id) as rater_count,
    case
        when
            max(totalled.item_count) > 1
            and var_samp(totalled.scored_value) > 0
            and var_samp(totalled.rest_total) > 0
            then corr(totalled.scored_value, totalled.rest_total)
    end as item_total_correlation
from totalled
group by
    totalled.instrument_id,
    totalled.instrument_version,
    totalled.construct,
    totalled.item_id
