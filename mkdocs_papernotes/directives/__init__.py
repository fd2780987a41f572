"""Directives: comments in the text of a page, such as `<!-- papernotes/list {limit: 5} -->`."""
