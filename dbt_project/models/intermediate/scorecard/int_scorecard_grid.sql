{# What ought to be reported, whether or not there is evidence. #}
with catalog as (
    select * from {{ ref('int_catalog_listed') }}
),

scopes as (
    select * from {{ ref('int_scopes_in_post') }}
)

select
    catalog.panel,
    catalog.indicator_id,
    catalog.construct,
    scopes.scope_type,
    scopes.scope_id,
    scopes.period_grain,
    scopes.period_start,
    scopes.period_end,
    scopes.is_complete,
    scopes.first_trained_on
from catalog
inner join scopes
    on
        catalog.scope_type = scopes.scope_type
        and catalog.period_grain = scopes.period_grain
