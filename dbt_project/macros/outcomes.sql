{# Controls of an outcome, in categories: what is not delivered is a category too. #}

{# How long somebody had been there on a date, in bands. #}
{% macro tenure_band(hired_on, date) -%}
    case
        when {{ hired_on }} is null then 'unknown'
        when
            {{ months_between(hired_on, date) }} < {{ threshold('tenure_new_below_months') }}
            then 'new'
        when
            {{ months_between(hired_on, date) }} < {{ threshold('tenure_long_from_months') }}
            then 'settled'
        else 'long'
    end
{%- endmacro %}

{# What may be said of an effect: coaching is a second treatment, and its part is never
   credited to the training. #}
{% macro effect_wording(effects) -%}
    case
        when {{ effects }}.effect_estimate is null then 'nothing can be said'
        when {{ effects }}.is_with_coaching
            then 'associated with training and coaching together'
        else 'associated with training'
    end
{%- endmacro %}
