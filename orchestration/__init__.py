"""Empathy scorecard: when and in what order things run, and the Python that works on tables."""
