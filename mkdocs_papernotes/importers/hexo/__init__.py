"""Reads sites of Hexo.

`configuration` reads `_config.yml` and what belongs to it, `posts` and `pages` the texts,
`permalink` and `slugs` know the addresses, `menus` and `comments` the themes' settings; `reading`
puts them together. `tags` rewrites the texts: each module `…_tags` has the tags of one kind.
"""
