with source as (
    select * from {{ source('operations', 'team_goals') }}
),

renamed as (
    select
        -- ids
        org_unit_id,
        leader_id,
        _source_id as source_id,
        _file_sha256 as file_sha256,
        -- numbers
        cast(goals_set as double) as goals_set,
        cast(goals_met as double) as goals_met,
        _file_line as file_line,
        -- dates and times
        cast(period_start as date) as period_start
    from source
)

select * from renamed
