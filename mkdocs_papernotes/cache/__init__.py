"""What a build keeps on disk for the next one, so that it need not be computed again."""
