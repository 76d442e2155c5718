"""The tiny warehouse, judged, for every test of this folder."""

from tests.tiny_warehouse import clean_verdict, clean_warehouse, home, judged, unchanging_code

__all__ = ["clean_verdict", "clean_warehouse", "home", "judged", "unchanging_code"]
