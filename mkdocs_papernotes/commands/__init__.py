"""The command line, `papernotes`."""
