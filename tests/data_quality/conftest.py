"""The tiny warehouse, for every test of this folder."""

from tests.tiny_warehouse import clean_warehouse, home

__all__ = ["clean_warehouse", "home"]
