"""Reads sites of Hexo.

`configuration` reads `_config.yml` and what belongs to it, `posts` and `pages` the texts,
`permalink` and `slugs` know the addresses, `theme` the themes' settings; `reading` puts them
together.
"""
