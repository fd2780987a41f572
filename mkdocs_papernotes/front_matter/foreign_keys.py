"""Front-matter keys of other tools, whose meaning is not guessed at.

Only keys that are not also keys of this plugin need to be here. They are written as
`normal_key` gives them: in lower case, without hyphens, underscores and spaces.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BY_TOOL = {
    "Hugo": """
        aliases audio build cascade expirydate featuredimage headless images iscjklanguage keywords
        layout lastmod linktitle markup menu menus modified outputs params publishdate pubdate
        resources series sitemap slug summary target toc translationkey type unpublishdate videos
        weight categories category cover showtoc tocopen math katex comments resourcetype
    """,
    "Hexo": """
        abbrlink categories comment comments disablenunjucks excerpt lang layout permalink photos
        source thumbnail top topimg cover sticky mathjax hidden copyright keywords updated
    """,
    "NexT": """
        bottom copyright lightbox mathjax mermaid quicklink reward sidebar sitemap sticky toc
        header footer essay related
    """,
    "Jekyll": """
        category categories excerpt excerptseparator image layout navorder navexclude parent
        haschildren grandparent permalink published publisher redirectto sitemap
        tagline usemath
    """,
    "Material for MkDocs": """
        categories comments icon links image readtime readingtime revisiondate robots slug social
        status subtitle boost
    """,
    "MkDocs plugins": """
        cssclass datemodified datepublished gitcreationdate gitrevisiondate level obfuscate order
        nav navtitle rss rssfeed sidebartitle weight ignoremacros rendermacros exclude
        excludefromsearch hidenavigation inventory
    """,
    "Obsidian": """
        alias aliases created cssclass cssclasses cover image modified tag up related parent
        links linter ctime mtime uid id datecreated createdat creationdate modifiedat
        modificationdate updatedat dateupdated lastmodified lastmodifiedat
    """,
    "Quartz": """
        aliases cssclasses comments enabletoc lang lastmod modified permalink published
        publishdate socialdescription socialimage created type
    """,
    "pages with a template of their own": """
        banner body class color colour content data date2 file files form format head html id
        items label link list name path photo picture rank rate side site stage style tile url
    """,
    "Pelican": "category keywords lang modified save saveas slug status summary url",
    "Zola": "aliases extra inheritance insearchindex path paginateby sortby taxonomies weight",
    "Docusaurus, VuePress and VitePress": """
        article customediturl displayedsidebar editlink footer heading hero home
        lastupdated lastupdate nav navbar next outline pageclass paginationlabel
        paginationnext paginationprev prev previous sidebar sidebarlabel sidebarposition
    """,
    "Quarto, Pandoc and Jupyter": """
        abstract affiliation bibliography citation citeproc csl doi engine execute format
        freeze institute jupyter jupytext kernelspec nocite output rights institution
        running shorttitle thanks theme version
    """,
    "Zotero and bibliographies": """
        archive arxiv bibtex booktitle citekey citationkey collection container editor editors
        isbn issn issue issued itemtype journal language note pages place publication
        publicationtitle publisher rating retrieved school venue volume year zotero
    """,
}
_KEYS = frozenset(key for keys in _BY_TOOL.values() for key in keys.split())
_LEFT_OUT = str.maketrans("", "", "-_ .\t\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff")


@lru_cache(maxsize=4096)
def normal_key(name: str) -> str:
    """A key without case, width, hyphens, underscores, spaces and zero-width characters."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_LEFT_OUT)


def is_foreign(name: str) -> bool:
    """Whether another tool is known to read a key, in whatever way it is written."""
    return normal_key(name) in _KEYS
