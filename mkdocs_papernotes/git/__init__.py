"""What Git knows of the files of a site: when each was changed, and how."""
