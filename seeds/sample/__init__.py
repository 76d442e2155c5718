"""A synthetic organization whose true values are known. Nothing it writes is committed."""
