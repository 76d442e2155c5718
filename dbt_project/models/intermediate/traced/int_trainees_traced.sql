{{ config(materialized='view') }}
{# Assignments behind the training completed: each counts from its day on. #}
with trainees as (
    select * from {{ ref('int_trainees_tracked') }}
)

select
    {{ traced_columns(
        'trainees',
        'assignments',
        "'training_completion_share'",
        'trainees.assigned_on',
        open_end(),
    ) }}
from trainees
