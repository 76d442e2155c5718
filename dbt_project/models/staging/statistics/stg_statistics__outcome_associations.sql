with source as (
    select * from {{ source('statistics', 'outcome_associations') }}
),

renamed as (
    select
        -- ids
        predictor_id,
        outcome_id,
        family_id,
        -- text
        effect_measure,
        band_method,
        matched_status,
        matched_status_reason,
        status,
        status_reason,
        -- numbers
        association_estimate,
        association_lower,
        association_upper,
        predictor_step,
        leader_count,
        event_count,
        person_months,
        months_followed,
        share_without_event,
        e_value,
        e_value_of_limit,
        p_value,
        p_adjusted,
        family_size,
        matched_estimate,
        matched_lower,
        matched_upper,
        matched_pair_count,
        largest_mean_difference,
        widest_variance_ratio
    from source
)

select * from renamed
