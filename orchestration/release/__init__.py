"""From judged tables to an immutable release: digest, stage, write, switch, verify, roll back.

Nothing here decides whether the evidence is fit to show; that is the verdict's, and a release is
refused unless it is about the very tables that would go out.
"""
