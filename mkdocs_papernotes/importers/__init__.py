"""What comes from elsewhere: headers written by hand, other programs' sites."""
