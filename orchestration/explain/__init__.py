"""From a published number back to what it was made of: rules, files, lines.

Reads a release and nothing else. Writes nothing, knows no command line, and shows where a row lies,
never what it says.
"""
