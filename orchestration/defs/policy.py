"""What holds for many assets at once: who owns what."""

OWNER_OF_FEED = "team:people_analytics"
OWNER_OF_GATE = "team:data_governance"
