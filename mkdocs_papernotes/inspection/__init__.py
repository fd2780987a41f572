"""What `papernotes check` finds beside the problems of a build: faults in texts and in pairs."""
