{{ scorecard_mart() }}
