"""Language tags, the words of each language, and the languages of a site."""
