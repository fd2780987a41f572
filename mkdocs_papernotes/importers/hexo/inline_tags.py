"""Tags within a line: links, pictures, labels, and what plays or shows something of another host.

Their arguments are read as the themes read them:

- Hexo: https://github.com/hexojs/hexo/tree/master/lib/plugins/tag
- NexT: https://github.com/next-theme/hexo-theme-next/tree/master/scripts/tags
- Butterfly: https://github.com/jerryc127/hexo-theme-butterfly/tree/dev/scripts/tag
- Fluid: https://github.com/fluid-dev/hexo-theme-fluid/tree/master/scripts/tags
- Volantis: https://github.com/volantis-x/hexo-theme-volantis/tree/master/scripts/tags
- Stellar: https://github.com/xaoxuu/hexo-theme-stellar/tree/main/scripts/tags
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.hexo.tag_arguments import is_address, named_values, split_parts
from mkdocs_papernotes.importers.hexo.tag_call import (
    Block,
    Call,
    Converter,
    attribute,
    file_name,
    safe,
)
from mkdocs_papernotes.starter.new_note import plain

COLORS = frozenset(
    [
        "default",
        "primary",
        "info",
        "success",
        "warning",
        "danger",
        "secondary",
        "light",
        "dark",
        "blue",
        "pink",
        "red",
        "purple",
        "orange",
        "green",
        "yellow",
        "cyan",
        "gray",
        "grey",
        "black",
        "white",
        "theme",
        "accent",
        "warn",
    ]
)
_TRUTH = ("true", "false")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+\Z")
_PARAMETER = re.compile(r"(?P<name>[a-z]+)=(?P<value>.*)\Z", re.DOTALL)


def post_link(call: Call) -> str | None:
    """`{% post_link name#heading title true %}`: name or title of a post, then the text."""
    arguments = [*call.arguments]
    if arguments[1:] and arguments[-1] in _TRUTH:
        arguments.pop()
    if not arguments:
        return None
    name, _, heading = call.plain(arguments[0]).partition("#")
    target = _post(call, name)
    text = " ".join(arguments[1:]) or _title(call, name)
    if target is None:
        call.context.tell("import-link-missing", call.line, address=name)
        return text or plain(name)
    heading = f"#{safe(heading)}" if heading else ""
    shown = call.link(text or file_name(name), "x").removesuffix("(x)")
    return call.keep(f"{shown}({target}{heading})")


def _title(call: Call, name: str) -> str:
    """The title of a post in Markdown."""
    places = call.context.places
    return plain(places.title(f"{safe(name)}.md") or places.title(name))


def post_path(call: Call) -> str | None:
    """`{% post_path name %}`, which stands where an address does."""
    if not call.arguments:
        return None
    name = call.plain(call.arguments[0])
    target = _post(call, name)
    if target is None:
        call.context.tell("import-link-missing", call.line, address=name)
        return None
    return call.keep(target)


def _post(call: Call, name: str) -> str | None:
    """The address of a post that is named as in Hexo: by its path below the folder of posts."""
    places = call.context.places
    return places.page(f"{safe(name)}.md") or places.named(name)


def asset_path(call: Call) -> str | None:
    """`{% asset_path figure.png %}`, which stands where an address does."""
    if not call.arguments:
        return None
    return safe(call.plain(call.arguments[0]))


def asset_link(call: Call) -> str | None:
    """`{% asset_link slides.pdf title true %}`."""
    name, *words = call.arguments or [""]
    if words and words[-1] in _TRUTH:
        words.pop()
    return call.link(" ".join(words) or file_name(name), name) if name else None


def img(call: Call) -> str | None:
    """`{% img [class names] address [width] [height] [title [alt]] %}` and `asset_img`."""
    if call.name in {"image", "inlineimage", "inlineImg"} and _has_settings(call):
        return _image_with_settings(call)
    arguments = [*call.arguments]
    place = _picture_place(call, arguments)
    if place is None:
        return None
    classes, address, rest = arguments[:place], arguments[place], arguments[place + 1 :]
    attributes: tuple[str, ...] = tuple(
        f"align={name}" for name in classes if name in {"left", "right"}
    )
    for name in ("width", "height"):
        if rest and rest[0].isascii() and rest[0].isdigit():
            attributes += size_of(name, rest.pop(0))
    title, alt = _title_and_alt(call.plain(" ".join(rest)))
    return call.picture(address, alt, title, attributes)


def _picture_place(call: Call, arguments: list[str]) -> int | None:
    """Which argument is the address of a picture."""
    if call.name.startswith("asset"):
        for place, argument in enumerate(arguments):
            if call.context.places.file(call.plain(argument)) is not None:
                return place
    found = (place for place, argument in enumerate(arguments) if is_address(argument))
    return next(found, 0 if call.name.startswith("asset") and arguments else None)


def _title_and_alt(text: str) -> tuple[str, str]:
    """Title and alternative text, one of them perhaps in quotes of its own."""
    text = text.strip()
    for quote_mark in "\"'":
        if text.endswith(quote_mark) and text.count(quote_mark) >= 2:
            first, second = text[:-1].rsplit(quote_mark, 1)
            title, alt = first.strip(" \"'"), second.strip()
            return (title, alt) if title else (alt, "")
    return text, ""


def size_of(name: str, value: str) -> tuple[str, ...]:
    """A width or height in pixels or percent as an attribute."""
    return (
        (f'{name}="{value.removesuffix("px")}"',)
        if re.match(r"[0-9]{1,5}(?:px|%|em)?\Z", value)
        else ()
    )


def _has_settings(call: Call) -> bool:
    return "," in call.text or "::" in call.text or ":" in " ".join(call.arguments[1:])


def _image_with_settings(call: Call) -> str | None:
    """`{% image address, width=400px, alt=… %}` of Volantis, `{% image address alt width:1 %}`."""
    values: dict[str, str] = {}
    if "," in call.text or "::" in call.text:
        address, *settings = call.parts
        for setting in settings:
            if found := _PARAMETER.match(setting):
                values[found["name"]] = found["value"].strip()
            elif setting:
                values.setdefault("alt", setting)
    else:
        values, others = named_values(
            call.arguments,
            ("width", "height", "bg", "download", "padding", "fancybox", "ratio"),
        )
        address, *words = others or [""]
        values["alt"] = " ".join(words)
    if not is_address(address) and "." not in address:
        return None
    sizes = size_of("width", values.get("width", "")) + size_of("height", values.get("height", ""))
    return call.picture(address, values.get("alt", ""), "", sizes)


def inline_image(call: Call) -> str | None:
    """`{% inlineimage address, height=40px %}`, `{% inlineImg address 40px %}`."""
    address, *settings = call.parts if "," in call.text else call.arguments or [""]
    height = next(iter(settings), "").removeprefix("height=")
    return call.picture(address, "", "", size_of("height", height)) if address else None


def link(call: Call) -> str | None:
    """`{% link text address [external] [title] %}`; in themes `text, address, picture`."""
    if "," in call.text and len(call.parts) > 1 and not is_address(call.arguments[0]):
        text, address = call.parts[:2]
        return call.link(text, address) if address else None
    arguments = [*call.arguments]
    place = next((n for n, one in enumerate(arguments) if is_address(one.rstrip(","))), None)
    if place is None:
        return None
    text, address = " ".join(arguments[:place]), arguments[place].rstrip(",")
    rest = arguments[place + 1 :]
    if rest and rest[0] in _TRUTH:
        rest.pop(0)
    if text:
        return call.link(text, address, " ".join(rest))
    _, words = named_values(rest, ("icon", "desc"))
    return call.link(" ".join(words), address)


def url_for(call: Call) -> str | None:
    """`{% url_for text path [relative] %}`."""
    return call.link(*call.arguments[:2]) if len(call.arguments) > 1 else None


def button(call: Call) -> str | None:
    """A button, whose address is its first or its second part or the one after its style."""
    parts = call.parts
    if len(parts) == 1:
        _, words = named_values(call.arguments, ("color", "icon", "size"))
        place = next((n for n, one in enumerate(words) if is_address(one)), None)
        if place is None or not words[:place]:
            return None
        return call.link(" ".join(words[:place]), words[place], mark="{ .md-button }")
    place = next((n for n, one in enumerate(parts) if is_address(one)), None)
    if place is None:
        return None
    if place == 0:
        text = parts[1]
        title = parts[3] if len(parts) > 3 and not _is_style(parts[3]) else ""
    else:
        text, title = parts[place - 1], ""
    return call.link(text, parts[place], title, "{ .md-button }")


def _is_style(text: str) -> bool:
    """Whether a text names colours and layouts only, as the last part of Butterfly's button."""
    words = text.split()
    return all(word in COLORS | {"outline", "center", "block", "larger"} for word in words)


def label(call: Call) -> str | None:
    """`{% label class@text %}` of NexT and Fluid, `{% label text color %}` of Butterfly."""
    _, at, text = call.text.partition("@")
    if not at:
        words = [*call.arguments]
        if words[1:] and words[-1] in COLORS:
            words.pop()
        text = " ".join(words)
    return f"<mark>{text.strip()}</mark>" if text.strip() else None


def colored(call: Call) -> str | None:
    """`{% span red, text %}`, `{% p center large, text %}`."""
    text = ", ".join(call.parts[1:]) or call.text
    return Block(text) if text and call.name == "p" and call.is_alone else text or None


def mark(call: Call) -> str | None:
    """`{% mark text color:red %}` of Stellar."""
    _, words = named_values(call.arguments, ("color",))
    return f"<mark>{' '.join(words)}</mark>" if words else None


def element(name: str) -> Converter:
    """A converter for a tag whose text becomes an element."""

    def converter(call: Call) -> str | None:
        _, words = named_values(call.arguments, ("color",))
        return f"<{name}>{' '.join(words)}</{name}>" if words else None

    return converter


def words(call: Call) -> str | None:
    """A tag whose text stays, without its look."""
    return call.text or None


def checkbox(call: Call) -> str | None:
    """Fluid's `text, checked`, Volantis' `style checked, text`, Stellar's `checked:true text`."""
    values, words = named_values(call.arguments, ("color", "checked", "symbol"))
    parts = split_parts(words)
    is_checked = values.get("checked") == "true"
    text = ", ".join(parts).strip()
    if len(parts) == 1 and text in {"checked", "true", "false"}:
        return "☐" if text == "false" else "☑"
    if len(parts) > 1 and (not parts[1] or parts[1] in {"true", "false", "checked"}):
        text, is_checked = parts[0], parts[1] in {"true", "checked"}
    elif len(parts) > 1:
        text, is_checked = ", ".join(parts[1:]), "checked" in parts[0].split()
    if not text:
        return None
    if call.is_alone:
        return f"- [{'x' if is_checked else ' '}] {text}"
    return f"{'☑' if is_checked else '☐'} {text}"


def hidden(call: Call) -> str | None:
    """`{% hideInline text,label,background,color %}`: the text was seen after a click."""
    text, *others = call.parts
    shown = next(iter(others), "")
    return f"{shown} ({text})" if shown else text or None


def repository(call: Call) -> str | None:
    """`{% ghcard user/repository, theme=… %}`."""
    name = call.parts[0] if call.arguments else ""
    return call.link(name, f"https://github.com/{name}") if name else None


def site(call: Call) -> str | None:
    """`{% site title, url=…, description=… %}`, a card that leads to a site."""
    title, *settings = call.parts
    values = {found["name"]: found["value"] for one in settings if (found := _PARAMETER.match(one))}
    if not title or not values.get("url"):
        return None
    description = values.get("description", "")
    return call.link(title, values["url"]) + (f": {description}" if description else "")


def gallery_group(call: Call) -> str | None:
    """`{% galleryGroup name description address picture %}`, a card that leads to a gallery."""
    arguments = call.arguments
    if len(arguments) < 3 or not is_address(arguments[2]):
        return None
    return f"{call.link(arguments[0], arguments[2])}: {arguments[1]}"


def progress(call: Call) -> str | None:
    """`{% progress 70 cyan text %}`."""
    if not call.arguments or not call.arguments[0].isdigit():
        return None
    percent, *rest = call.arguments
    words = rest[1:] if rest and rest[0] in COLORS else rest
    return f"{' '.join(words)} ({percent}%)" if words else f"{percent}%"


def badge(call: Call) -> str | None:
    """`{% bdage right,left,logo||color,address,title||options %}`."""
    first, _, second = call.text.partition("||")
    right, left, *_ = [*(part.strip() for part in first.split(",")), "", ""]
    _, address, *_ = [*(part.strip() for part in second.partition("||")[0].split(",")), "", ""]
    text = f"{left} {right}".strip()
    if not text:
        return None
    return call.link(text, address) if address else f"<mark>{text}</mark>"


def caniuse(call: Call) -> str | None:
    """`{% caniuse feature@periods %}` was a frame; it becomes a link."""
    feature = "".join(call.arguments).split("@")[0]
    return call.link(f"caniuse: {feature}", f"https://caniuse.com/{feature}") if feature else None


def pdf(call: Call) -> str | None:
    """`{% pdf address height %}` showed the file; it becomes a link."""
    address = next(iter(call.arguments), "")
    return call.link(file_name(address), address) if address else None


def video(call: Call) -> str | None:
    """`{% video address poster %}`; a file of the site becomes a link."""
    _, arguments = named_values(call.arguments, ("type", "autoplay", "width", "ratio", "align"))
    found = {argument.partition(":")[0]: argument.partition(":")[2] for argument in arguments}
    if number := found.get("bilibili"):
        return _frame(call, f"https://player.bilibili.com/player.html?bvid={number}")
    if number := found.get("youtube"):
        return _frame(call, f"https://www.youtube.com/embed/{number}")
    address = next(iter(arguments), "")
    if not address:
        return None
    if not re.match(r"(?:https?:)?//", address):
        return call.link(file_name(address), address)
    name = "audio" if call.name == "audio" else "video"
    call.tell_frame()
    return call.keep(f'<{name} src="{attribute(call.plain(address))}" controls></{name}>')


def iframe(call: Call) -> str | None:
    """`{% iframe address width height %}`."""
    address, width, height = (*call.arguments, "", "", "")[:3]
    if not re.match(r"(?:https?:)?//|/", address):
        return None
    width = "100%" if width in {"", "default"} else width
    height = "300" if height in {"", "default"} else height
    return _frame(call, address, width, height)


def _frame(call: Call, address: str, width: str = "100%", height: str = "400") -> str:
    """A frame, which is told."""
    call.tell_frame()
    values = (call.plain(value) for value in (address, width, height))
    source, wide, high = map(attribute, values)
    return call.keep(
        f'<iframe src="{source}" width="{wide}" height="{high}" loading="lazy" allowfullscreen>'
        "</iframe>"
    )


def youtube(call: Call) -> str | None:
    """`{% youtube id [type] %}`, as hexo-tag-embed and older versions of Hexo have it."""
    number, kind = (*call.arguments, "", "")[:2]
    if not _IDENTIFIER.match(number):
        return None
    if "playlist" in kind:
        return _frame(call, f"https://www.youtube.com/embed/videoseries?list={number}")
    return _frame(call, f"https://www.youtube.com/embed/{number}")


def vimeo(call: Call) -> str | None:
    """`{% vimeo id %}`."""
    number = next(iter(call.arguments), "")
    return _frame(call, f"https://player.vimeo.com/video/{number}") if number.isdigit() else None


def bilibili(call: Call) -> str | None:
    """`{% bilibili BV… %}` or the number of a video."""
    number = next(iter(call.arguments), "")
    if not _IDENTIFIER.match(number):
        return None
    number = number.removeprefix("av")
    key = "aid" if number.isdigit() else "bvid"
    return _frame(call, f"https://player.bilibili.com/player.html?{key}={number}")


def gist(call: Call) -> str | None:
    """`{% gist id [file] %}` loaded a script; it becomes a link."""
    number = next(iter(call.arguments), "")
    if not re.match(r"[A-Za-z0-9_/-]+\Z", number):
        return None
    name = " ".join(call.arguments[1:])
    return call.link(name or f"gist.github.com/{number}", f"https://gist.github.com/{number}")


def jsfiddle(call: Call) -> str | None:
    """`{% jsfiddle id [tabs] [skin] [width] [height] %}`."""
    number, tabs, _, width, height = (*call.arguments, *[""] * 5)[:5]
    if not re.match(r"[A-Za-z0-9_/-]+\Z", number):
        return None
    tabs = "js,resources,html,css,result" if tabs in {"", "default"} else tabs
    address = f"https://jsfiddle.net/{number.strip('/')}/embedded/{tabs}/"
    return _frame(call, address, width or "100%", height or "300")


def meting(call: Call) -> str | None:
    """`{% meting "id" "netease" "song" %}` played music; it becomes a link where it can be one."""
    number, server, kind = (*call.arguments, "", "", "")[:3]
    if server != "netease" or not number.isdigit() or not kind.isalpha():
        return None
    return call.link(
        f"music.163.com/{kind}/{number}", f"https://music.163.com/#/{kind}?id={number}"
    )


def aplayer(call: Call) -> str | None:
    """`{% aplayer "title" "author" "address" … %}`."""
    arguments = call.arguments
    if len(arguments) < 3:
        return None
    return call.link(f"{arguments[0]} – {arguments[1]}", arguments[2])


def inline_math(call: Call) -> str | None:
    """`{% katex 'x^2' %}` and `{% mathjax %}` in one line."""
    formula = call.plain(call.content if call.inner is not None else call.text).strip()
    if not formula or "\n\n" in formula:
        return None
    return call.keep(f"${' '.join(formula.split())}$")


def reference(call: Call) -> str | None:
    """`{% ref key %}`, numbers that lead to the list of `{% references %}`, as footnotes."""
    keys = call.arguments
    is_known = bool(keys) and all(key in call.context.references for key in keys)
    return "".join(f"[^{key}]" for key in keys) if is_known else None


def full_image(call: Call) -> str | None:
    """`{% fi address, text, size %}` of older versions of NexT."""
    address, *others = call.parts
    return call.picture(address, next(iter(others), "")) if address else None


def include_code(call: Call) -> str | None:
    """`{% include_code [title] [lang:…] file %}` showed a file of the site; it becomes a link."""
    _, words = named_values(call.arguments, ("lang", "from", "to"))
    if not words:
        return None
    for folder in ("downloads/code", "code"):
        address = f"/{folder}/{words[-1].lstrip('/')}"
        if call.context.places.file(address) is not None:
            call.tell_left()
            return call.link(" ".join(words[:-1]) or file_name(words[-1]), address)
    return None


def ruby(call: Call) -> str | None:
    """`{% ruby base|reading %}`."""
    base, bar, reading = call.text.partition("|")
    return f"<ruby>{base}<rt>{reading}</rt></ruby>" if bar else None


def dplayer(call: Call) -> str | None:
    """`{% dplayer "url=…" "pic=…" %}` played a film; it becomes a link."""
    found = (argument.removeprefix("url=") for argument in call.arguments if argument[:4] == "url=")
    address = next(found, "")
    return call.link(file_name(address), address) if address else None


INLINE: Mapping[str, Converter] = {
    **dict.fromkeys(("asset_img", "asset_image", "img", "image"), img),
    **dict.fromkeys(("inlineimage", "inlineImg"), inline_image),
    **dict.fromkeys(("link", "a", "anchor", "exturl", "extlink"), link),
    **dict.fromkeys(("fi", "fullimage"), full_image),
    **dict.fromkeys(("include_code", "include-code"), include_code),
    **dict.fromkeys(("url_for", "full_url_for"), url_for),
    **dict.fromkeys(("button", "btn", "cell"), button),
    **dict.fromkeys(("span", "p"), colored),
    **dict.fromkeys(("checkbox", "cb", "radio"), checkbox),
    **dict.fromkeys(("caniuse", "can"), caniuse),
    **dict.fromkeys(("video", "audio"), video),
    **dict.fromkeys(("bilibili", "bili"), bilibili),
    **dict.fromkeys(("meting", "meting_js"), meting),
    **dict.fromkeys(("psw", "text", "quot"), words),
    **{name: element(name) for name in ("u", "del", "kbd", "sub", "sup")},
    "emp": element("em"),
    "wavy": element("u"),
    "aplayer": aplayer,
    "asset_link": asset_link,
    "asset_path": asset_path,
    "badge": badge,
    "bdage": badge,
    "galleryGroup": gallery_group,
    "ghcard": repository,
    "dplayer": dplayer,
    "gist": gist,
    "hideInline": hidden,
    "iframe": iframe,
    "jsfiddle": jsfiddle,
    "label": label,
    "mark": mark,
    "pdf": pdf,
    "post_link": post_link,
    "post_path": post_path,
    "progress": progress,
    "ref": reference,
    "ruby": ruby,
    "site": site,
    "vimeo": vimeo,
    "youtube": youtube,
}
