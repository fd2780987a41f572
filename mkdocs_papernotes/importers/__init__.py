"""Takes over whole sites of other generators.

Begin with `importing`, which does all of it; nothing here writes files, the command does.

1. A package for each generator (`hexo`, `hugo`, `jekyll`, `material_blog`, `folders`; `generators`
   lists them) reads a site as an `old_site.OldSite`. They share `source`, which reads files with
   front matter, `dates`, `languages` and `pairing`.
2. `plan` says what becomes of each page and file, `places` where old addresses lead now.
3. `new_note` rewrites a text as a `body.Body`: first what is particular to its generator
   (`constructs` has what tags and shortcodes share), then what every Markdown has (`markup`).
4. `site_files` gives the other files of the new site, `report` tells what was left as it was, and
   `manifest` keeps what was written for the next run.
"""
