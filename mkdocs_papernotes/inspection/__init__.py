"""What `papernotes check` finds beside the problems of a build: faults in texts and in pairs.

Checks that every build makes, too, are in `checks`.
"""
