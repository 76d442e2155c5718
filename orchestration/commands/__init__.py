"""One module for each group of commands; each is a thin shell over a library."""
