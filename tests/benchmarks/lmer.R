# Fits lme4's own ratings (InstEval) with lmer, and times the fit and its predictions alone.
# Writes the ratings to the file that is given, so that both sides fit the same rows.

suppressMessages(library(lme4))
ratings <- InstEval[, c("s", "d", "y")]
write.csv(ratings, commandArgs(trailingOnly = TRUE)[1], row.names = FALSE)
started <- proc.time()[["elapsed"]]
model <- lmer(y ~ 1 + (1 | s) + (1 | d), ratings)
effects <- ranef(model, condVar = FALSE)$d
seconds <- proc.time()[["elapsed"]] - started
variances <- as.data.frame(VarCorr(model))
cat(sprintf(
    '{"seconds": %.3f, "leader": %.9f, "rater": %.9f, "error": %.9f, "version": "%s"}\n',
    seconds, variances$vcov[variances$grp == "d"], variances$vcov[variances$grp == "s"],
    variances$vcov[variances$grp == "Residual"], packageVersion("lme4")
))
