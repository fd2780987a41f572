"""Finds the addresses in a line of text, unwraps redirects, and classifies the targets."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi

_LINK = re.compile(
    r"""(?<![!\\])\[(?P<words>(?:\\.|\[[^\[\]]*\]|[^\[\]\\])*)\]
        \(\s*(?!\s)<?(?P<target>(?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s*["'](?P<title>[^"']*)["'])?\s*\)""",
    re.VERBOSE,
)
_BARE = re.compile(
    r"""<?(?P<target>(?:https?://|(?<![\w./@-])
            (?=(?:www\.)?(?:arxiv|github|doi|openreview|huggingface)\.(?:org|com|net|co)/))
        [^\s<>"'`，。；、（）【】｜|*]+)>?""",
    re.VERBOSE | re.IGNORECASE,
)
_PDF = re.compile(r"\.pdf$|/pdf(?:[/?]|$)", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:^|\.)example\.(?:com|org|net)$|\.(?:example|invalid)$")
_CODE_HOSTS = ("github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org")
_WRAPPERS = {
    "link.zhihu.com": "target",
    "link.juejin.cn": "target",
    "link.csdn.net": "target",
    "links.jianshu.com": "to",
    "link.jianshu.com": "t",
    "www.google.com": "q",
    "www.oschina.net": "url",
}
"""Hosts of redirects, and the parameter that holds the target."""

_EMPTY = """
abs abstract address arxiv code doi download full github here homepage html link links official
open openreview page paper papers pdf preprint project repo repository source url website
下载 下載 主页 主頁 代码 代碼 專案 论文 論文 原文 地址 官方 链接 連結 项目 查看 点击 传送门 点击查看
阅读更多 文章链接 论文链接 论文地址 原文链接 論文連結 原文連結 项目主页 程式碼
"""
_SITES = """
access acl acm aclanthology anthology arxiv.org cvf digital dl hugging face huggingface ieee
ieeexplore library neurips.cc openaccess pmlr sciencedirect semantic scholar springer springerlink
usenix xplore
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that mean no more than “link”."""
_LINK_WORDS = EMPTY_WORDS.union(_SITES.split())
"""Words of a link that only name its target."""


def addresses(text: str) -> tuple[list[str], str]:
    """The addresses in a text, and the text without them.

    The words of a link stay in the text if they contain more than the address does.
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        url = unwrapped(match["target"])
        if not is_followable(url):
            return match[0]
        found.append(url)
        title = match["title"] or ""
        words = " ".join(part for part in (match["words"], title) if adds_to_address(part, url))
        return f" {words} " if words else " "

    def take_bare(match: re.Match[str]) -> str:
        target = match["target"].rstrip(".,;:!?_")
        if target.count(")") > target.count("("):
            target = target.rstrip(")")
        url = unwrapped(target if "://" in target else f"https://{target}")
        if not is_followable(url):
            return match[0]
        found.append(url)
        return " " + match["target"][len(target) :]

    return found, _BARE.sub(take_bare, _LINK.sub(take, text))


def adds_to_address(words: str, url: str) -> bool:
    """Whether the words of a link contain more than its address does."""
    plain = re.sub(r"[*_`\\\s]+", " ", html.unescape(words)).strip().lower()
    bare = re.sub(r"[\W_]+", " ", plain).strip()
    return (
        bool(bare)
        and not _LINK_WORDS.issuperset(bare.split())
        and plain not in url.lower()
        and not (
            plain.startswith(("http://", "https://")) and unwrapped(plain) in (plain, url.lower())
        )
        and not ((arxiv := arxiv_id(plain)) and arxiv.id in url)
    )


def unwrapped(url: str) -> str:
    """The target of a redirect; other addresses as they are."""
    try:
        parts = urlsplit(url)
        key = _WRAPPERS.get(parts.netloc.lower())
        inner = parse_qs(parts.query).get(key, [""])[0] if key else ""
    except ValueError:
        return url
    return inner if inner.startswith(("http://", "https://")) else url


def destination(url: str) -> tuple[str, str]:
    """The key below `paper` that an address belongs under, and the value for it."""
    if arxiv := arxiv_id(url):
        return "arxiv", str(arxiv)
    if doi := doi_of(url):
        return "doi", str(doi)
    if _PDF.search(url):
        return "links.pdf", url
    return ("links.code", url) if is_code(url) else ("url", url)


def is_code(url: str) -> bool:
    """Whether an address is on a site that hosts source code."""
    return host(url).removeprefix("www.") in _CODE_HOSTS


def host(url: str) -> str:
    """The host of an address in small letters; empty if it has none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def is_followable(url: str) -> bool:
    """Whether an address is a web link, and not one of the example domains of RFC 2606."""
    name = host(url)
    return Link(url, "").kind == "web" and bool(name) and not _EXAMPLE.search(name)


def arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id in any of its forms; `None` for other texts."""
    try:
        return ArxivId.parse(text)
    except ValueError:
        return None


def doi_of(text: str) -> Doi | None:
    """The DOI in any of its forms; `None` for other texts."""
    try:
        return Doi.parse(text)
    except ValueError:
        return None
