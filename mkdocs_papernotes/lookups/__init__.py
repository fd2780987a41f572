"""Looks papers up: at arXiv, Crossref and DataCite, and in the Zotero of this machine.

What the services answer is read by pure functions. `client` alone asks them, and only commands use
it: a build never does.
"""
