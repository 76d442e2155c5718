"""Pages for people, made from a release's own tables.

A page is a pure function of one staged audience file and the verdict. It computes no number
and judges nothing: what is not in the marts or in the verdict is not on a page.
"""
