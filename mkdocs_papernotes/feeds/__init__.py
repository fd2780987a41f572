"""Feeds: the newest notes, for those who follow a site in a feed reader."""
