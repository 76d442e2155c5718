"""How severe each rater is, and what a leader's score is once that is taken into account.

The model, for the score y that rater r gives leader l on form k (METHOD section 6):

    y = form_k + a_l + b_r + e,  a ~ N(0, va), b ~ N(0, vb), e ~ N(0, ve)

Variances by moments (`moments`), leader effects by the mixed-model equations (`effects`), who is
linked to whom by labels that spread (`graph`); `model` puts them together. All of it is set-based
SQL that runs alike on DuckDB and Spark, with the loop in Python; a rater has no row in any result.
"""
