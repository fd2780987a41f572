"""Constructs that old generators have in Markdown: the tags of Hexo and the shortcodes of Hugo.

A generator finds them (`hexo.tag_tree`, `hugo.shortcode_tree`) as `tag.Tag`. `rewriting` passes
each as a `call.Call` to its converter, and puts the Markdown that it gives into the text.
"""
