{# First and last day of what people report about leaders. #}
{% set ratings = {
    'survey_answers': ('stg_survey__answers', 'submitted_at'),
    'behavior_observations': ('stg_observation__behaviors', 'observed_at'),
    'rater_calibrations': ('stg_observation__calibrations', 'rated_at'),
    'coaching_sessions': ('stg_coaching__sessions', 'held_on'),
    'engagement_signals': ('stg_operations__engagement_signals', 'observed_at'),
} %}
{{ evidence_spans(ratings) }}
