"""Shortcodes that show or lead to something: pictures, videos, references, links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from mkdocs_papernotes.importers.constructs.call import (
    Block,
    Call,
    Converter,
    attribute,
    file_name,
    safe,
    size,
)
from mkdocs_papernotes.importers.hugo.configuration import at, text_of
from mkdocs_papernotes.importers.hugo.shortcode_arguments import Arguments, arguments_of
from mkdocs_papernotes.importers.hugo.site import HugoPage
from mkdocs_papernotes.text import shortened

_MARKUP = re.compile(r"[*_`<>\[\]$&\\{}]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+\Z")
_TAG = re.compile(r"<[^<>]*>")


def figure(call: Call) -> str | None:
    """`{{< figure src="…" title="…" caption="…" attr="…" link="…" >}}`.

    Title, caption and attribution are the caption below the picture; what has markup in it stands
    in a block, for the title of a picture is plain text.
    """
    given = arguments_of(call.rest)
    source = given.either(0, "src", "url", "image")
    if not source:
        return None
    caption = _caption(call, given)
    alt = given.get("alt") or given.get("caption") or given.get("title")
    is_plain = not _MARKUP.search(caption)
    alt = _TAG.sub("", alt)
    sizes = (*size("width", given.get("width")), *size("height", given.get("height")))
    shown = call.picture(source, alt or " ", caption if is_plain else "", sizes)
    shown = shown.replace("![ ]", "![]") if not alt else shown
    if link := given.get("link", "href"):
        shown = f"[{shown}]({safe(link)})"
    if call.inner is not None and call.content.strip():
        caption = call.content.strip() if not caption else f"{caption}\n\n{call.content.strip()}"
        is_plain = False
    return Block(shown if is_plain else f"{shown}\n\n/// caption\n{caption}\n///")


def _caption(call: Call, given: Arguments) -> str:
    """What stood below a picture."""
    title, caption = given.get("title"), given.either(2, "caption")
    attribution = given.get("attr")
    if link := given.get("attrlink"):
        attribution = call.link(attribution or link, link)
    title = f"**{title}**" if title and (caption or attribution) and title != caption else title
    parts = dict.fromkeys(part for part in (title, caption, attribution) if part)
    return " ".join(" ".join(part.split()) for part in parts)


def image(call: Call) -> str | None:
    """`{{< image src="…" caption="…" >}}` of LoveIt, whose other places are for the alt text."""
    return figure(call)


def video_file(call: Call) -> str | None:
    """`{{< video src="film.mp4" >}}`, `{{< audio … >}}`: an element of HTML."""
    given = arguments_of(call.rest)
    source = given.either(0, "src", "url", "mp4", "webm", "file")
    if not source:
        return None
    caption = given.get("caption", "title")
    name = "audio" if call.name == "audio" else "video"
    shown = f'<{name} src="{attribute(safe(source))}" controls></{name}>'
    return Block(f"{shown}\n\n{caption}" if caption else shown)


def _frame(call: Call, address: str, title: str = "") -> Block:
    """A frame, which is told."""
    construct = shortened(call.plain(f"{{{{< {call.name} {call.rest} >}}}}"))
    call.context.tell("import-markup-left", call.line, construct=construct)
    named = f' title="{attribute(title)}"' if title else ""
    return Block(
        call.keep(
            f'<iframe src="{attribute(address)}" width="100%" height="400" loading="lazy"{named}'
            " allowfullscreen></iframe>"
        )
    )


def youtube(call: Call) -> str | None:
    """`{{< youtube id >}}`, `{{< youtube id="…" start="30" >}}`."""
    given = arguments_of(call.rest)
    number = given.either(0, "id")
    if not _IDENTIFIER.match(number):
        return None
    start = given.get("start")
    query = f"?start={start}" if start.isdecimal() else ""
    address = f"https://www.youtube.com/embed/{number}{query}"
    return _frame(call, address, given.get("title"))


def vimeo(call: Call) -> str | None:
    """`{{< vimeo 146022717 >}}`."""
    given = arguments_of(call.rest)
    number = given.either(0, "id")
    if not number.isdecimal():
        return None
    return _frame(call, f"https://player.vimeo.com/video/{number}", given.get("title"))


def bilibili(call: Call) -> str | None:
    """`{{< bilibili BV1xx411c7mD 2 >}}`, `{{< bilibili id=… p=2 >}}`, also `av170001`."""
    given = arguments_of(call.rest)
    number = given.either(0, "id", "bvid", "bv", "aid")
    if not _IDENTIFIER.match(number):
        return None
    number = number.removeprefix("av")
    key = "aid" if number.isdecimal() else "bvid"
    part = given.either(1, "p", "page")
    query = f"&page={part}" if part.isdecimal() else ""
    return _frame(call, f"https://player.bilibili.com/player.html?{key}={number}{query}")


def iframe(call: Call) -> str | None:
    """`{{< iframe src="https://…" >}}`."""
    source = arguments_of(call.rest).either(0, "src", "url")
    if not source.startswith(("https://", "http://", "//", "/")):
        return None
    return _frame(call, source)


def tweet(call: Call) -> str | None:
    """`{{< x user="…" id="…" >}}`, `{{< tweet 877500564405444608 >}}`: a link."""
    given = arguments_of(call.rest)
    user, number = given.get("user"), given.either(0, "id")
    if not number.isdecimal():
        return None
    name = user if _IDENTIFIER.match(user) else "i"
    address = f"https://x.com/{name}/status/{number}"
    return call.link(f"x.com/{name}/status/{number}", address)


def gist(call: Call) -> str | None:
    """`{{< gist user id [file] >}}` loaded a script; it becomes a link."""
    user, number, file = (arguments_of(call.rest).at(place) for place in range(3))
    if not (_IDENTIFIER.match(user) and _IDENTIFIER.match(number)):
        return None
    path = f"gist.github.com/{user}/{number}"
    return call.link(file or path, f"https://{path}")


def instagram(call: Call) -> str | None:
    """`{{< instagram CxOWiQNP2MO >}}`: a link."""
    number = arguments_of(call.rest).either(0, "id")
    if not _IDENTIFIER.match(number):
        return None
    return call.link(f"instagram.com/p/{number}", f"https://www.instagram.com/p/{number}/")


def music(call: Call) -> str | None:
    """A player becomes a link.

    `{{< neteasemusic id="…" isList="true" >}}`, LoveIt's `{{< music netease song 1868553 >}}`,
    `{{< music url="/a.mp3" name="…" artist="…" >}}` and `{{< music auto="https://…" >}}`.
    """
    given = arguments_of(call.rest)
    if address := given.get("url", "auto") or (given.at(0) if "/" in given.at(0) else ""):
        parts = (given.either(1, "name"), given.either(2, "artist"))
        return call.link(" – ".join(filter(None, parts)) or file_name(address), address)
    server, kind = given.either(0, "server"), given.either(1, "type") or "song"
    number = given.get("id") or given.at(2)
    if call.name == "music" and server != "netease":
        return None
    kind = "playlist" if given.flag("islist") else kind
    if not (number.isdecimal() and kind.isalpha()):
        return None
    path = f"{kind}?id={number}"
    return call.link(f"music.163.com/{path}", f"https://music.163.com/#/{path}")


def person(call: Call) -> str | None:
    """LoveIt's `{{< person "https://…" Name "what they do" >}}`."""
    given = arguments_of(call.rest)
    address, name = given.either(0, "url"), given.either(1, "name")
    text = given.either(2, "text", "title")
    if not (address and name):
        return None
    return call.link(name, address) + (f" ({text})" if text else "")


def repository(call: Call) -> str | None:
    """`{{< github repo="owner/name" >}}`, a card that led there."""
    name = arguments_of(call.rest).either(0, "repo", "name", "link")
    name = name.removeprefix("https://github.com/").strip("/")
    return call.link(name, f"https://github.com/{name}") if "/" in name else None


def reference(call: Call) -> str | None:
    """`{{< ref "posts/adam.md#method" >}}`, which stands where an address does."""
    given = arguments_of(call.rest)
    target = given.either(0, "path")
    if not target:
        return None
    found = new_address(call.context.page, call.context.places.source, target, given.get("lang"))
    if found is None:
        call.context.tell("import-link-missing", call.line, address=target)
        return call.keep(safe(target))
    return call.keep(found)


def new_address(page: object, source: object, target: str, language: str = "") -> str | None:
    """The new address of the page that a reference means; `None` if there is none."""
    path, mark, fragment = target.partition("#")
    if not path:
        return f"#{safe(fragment)}"
    if not isinstance(page, HugoPage) or not callable(source):
        return None
    found = source(page.site.find(path, page.key, page.language_key, language))
    return f"{found}{mark}{safe(fragment)}" if isinstance(found, str) else None


def link(call: Call) -> str | None:
    """`{{< link href="…" content="…" >}}`, `{{< button relref="/" >}}Home{{< /button >}}`."""
    given = arguments_of(call.rest)
    address = given.either(0, "href", "url", "link", "src")
    if target := given.get("relref", "ref"):
        found = new_address(call.context.page, call.context.places.source, target)
        address = found or target
    if not address:
        return None
    text = call.content.strip() or given.either(1, "content", "text", "label", "title", "name")
    mark = "{ .md-button }" if call.name in {"button", "btn"} else ""
    shown = call.link(text or file_name(address), "x", given.either(2, "title"))
    if target and found:
        return shown.replace("](x", f"]({call.keep(found)}", 1) + mark
    return call.link(text or file_name(address), address, given.either(2, "title"), mark)


def card(call: Call) -> str | None:
    """Hextra's `{{< card link="…" title="…" subtitle="…" >}}`: an entry of a list."""
    given = arguments_of(call.rest)
    address, title = given.get("link", "url", "href"), given.get("title", "header")
    text = given.get("subtitle", "description") or call.content.strip()
    if not (address or title):
        return None
    shown = call.link(title or address, address) if address else f"**{title}**"
    return Block(f"- {shown}: {' '.join(text.split())}" if text else f"- {shown}")


def page_link(call: Call) -> str | None:
    """Blowfish's `{{< article link="/docs/welcome/" >}}`, Academic's `{{< cite page="…" >}}`."""
    address = arguments_of(call.rest).either(0, "link", "page", "path")
    return call.link(file_name(address), address) if address else None


def document(call: Call) -> str | None:
    """`{{< pdf "paper.pdf" >}}` showed a file; it becomes a link."""
    address = arguments_of(call.rest).either(0, "src", "url", "file")
    return call.link(file_name(address), address) if address else None


def code_of_text(call: Call) -> str | None:
    """`{{< qr text="https://…" />}}`: the text that the picture stood for."""
    text = call.content.strip() or arguments_of(call.rest).either(0, "text")
    if not text:
        return None
    is_address = text.startswith(("https://", "http://")) and " " not in text
    return call.link(text, text) if is_address else escape(text, quote=False)


def parameter(call: Call) -> str | None:
    """`{{< param "name" >}}`: a value of the front matter or of the site."""
    name = arguments_of(call.rest).either(0, "name")
    page = call.context.page
    if not isinstance(page, HugoPage) or not name:
        return None
    value = at(page.front, *name.lower().split("."))
    value = value if value is not None else page.site.param(name, page.language_key)
    return text_of(value) or None


def words(call: Call) -> str | None:
    """A shortcode whose text stays, without its look."""
    if call.inner is not None:
        return call.content.strip()
    return arguments_of(call.rest).either(0, "content", "text") or None


def marked(call: Call) -> str | None:
    """Words that were marked by their colour."""
    text = words(call)
    return f"<mark>{text}</mark>" if text and "\n" not in text else text


def side_note(call: Call) -> str | None:
    """`{{< sidenote "label" >}}text{{< /sidenote >}}`: in brackets."""
    if call.inner is None:
        return None
    label = arguments_of(call.rest).either(0, "label", "content")
    return f"{label} ({call.content.strip()})" if label else f"({call.content.strip()})"


def line_break(call: Call) -> str | None:
    """A line break within a paragraph."""
    return "<br>"


def contents(call: Call) -> str | None:
    """The table of contents."""
    return Block("[TOC]")


def nothing(call: Call) -> str | None:
    """What only loaded a script or a style."""
    return "" if call.inner is None else None


MEDIA: Mapping[str, Converter] = {
    **dict.fromkeys(("figure", "fig", "imgcap", "img-caption"), figure),
    **dict.fromkeys(("image", "img", "picture", "pic", "lightbox", "screenshot"), image),
    **dict.fromkeys(("video", "audio", "mp4", "localvideo"), video_file),
    **dict.fromkeys(("youtube", "youtubeLite", "youtubelite", "yt", "youtube-lite"), youtube),
    "vimeo": vimeo,
    **dict.fromkeys(("bilibili", "bili"), bilibili),
    **dict.fromkeys(("iframe", "embed-iframe"), iframe),
    **dict.fromkeys(("tweet", "x", "twitter", "twitter_simple", "x_simple"), tweet),
    "gist": gist,
    "person": person,
    **dict.fromkeys(("neteasemusic", "music"), music),
    **dict.fromkeys(("instagram", "instagram_simple"), instagram),
    **dict.fromkeys(("github", "ghcard"), repository),
    **dict.fromkeys(("ref", "relref"), reference),
    **dict.fromkeys(("link", "button", "btn"), link),
    "card": card,
    **dict.fromkeys(("article", "cite", "citation"), page_link),
    **dict.fromkeys(("pdf", "embed-pdf", "pdfviewer"), document),
    "qr": code_of_text,
    "param": parameter,
    **dict.fromkeys(("badge", "keyword", "label", "mark"), marked),
    **dict.fromkeys(("newthought", "small", "span", "ltr", "rtl", "md", "markdownify"), words),
    **dict.fromkeys(("sidenote", "marginnote", "side-note", "margin-note"), side_note),
    **dict.fromkeys(("br", "line_break", "linebreak"), line_break),
    **dict.fromkeys(("toc", "table_of_contents", "tableofcontents"), contents),
    **dict.fromkeys(
        ("load-photoswipe", "load-mathjax", "math-support", "mathjax-support"), nothing
    ),
}
