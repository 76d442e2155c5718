{{ indicator_rate('voluntary_attrition_rate', 'separations') }}
