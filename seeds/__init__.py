"""Reference seeds of the scorecard, and the generator of a synthetic organization."""
