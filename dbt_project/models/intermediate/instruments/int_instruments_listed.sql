{# Every registered instrument version, as a whole and by construct. #}
with items as (
    select * from {{ ref('instrument_items') }}
),

instruments as (
    select * from {{ ref('instruments') }}
),

counted as (
    select
        instrument_id,
        instrument_version,
        construct,
        count(*) as item_count
    from items
    group by instrument_id, instrument_version, construct
    union all
    select
        instrument_id,
        instrument_version,
        'all' as construct,
        count(*) as item_count
    from items
    group by instrument_id, instrument_version
)

select
    counted.instrument_id,
    counted.instrument_version,
    counted.construct,
    instruments.indicator_id,
    counted.item_count
from counted
inner join instruments
    on
        counted.instrument_id = instruments.instrument_id
        and counted.instrument_version = instruments.instrument_version
