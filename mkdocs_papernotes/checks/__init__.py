"""Checks that every build makes, over front matter, bibliography and options.

Each yields problems. What `papernotes check` looks for beside them is in `inspection`.
"""
