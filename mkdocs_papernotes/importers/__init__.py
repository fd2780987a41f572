"""Takes over whole sites of other generators.

A site is read (`hexo`, `hugo`, `jekyll`, `material_blog`, `folders`) as an `OldSite`. `plan` says
where each of its files goes; then the texts are rewritten. What results are the files of the new
site, and a report of what was left as it was. Nothing here writes files: the command does.
"""
