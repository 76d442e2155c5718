with source as (
    select * from {{ source('statistics', 'withheld_cells') }}
),

renamed as (
    select
        -- ids
        indicator_id,
        construct,
        scope_type,
        scope_id,
        -- texts
        period_grain,
        withheld_for,
        -- dates
        period_start
    from source
)

select * from renamed
