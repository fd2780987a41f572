"""Recognises paper metadata at the top of a note's text and moves it to front matter."""
