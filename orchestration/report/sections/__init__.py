"""Sections of the pages beyond the panels, one module each.

A module names the mart it reads (`TABLE`), the columns it shows of it (`Row`), and on what
condition a row's numbers may be read at all (`SHOWN`); `section` picks and orders rows and puts
words beside them. A section computes no number, and always has one sentence to say.
"""
