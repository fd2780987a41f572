"""Tags that are links, or show or play what a link can lead to.

Their arguments are read as the themes read them, see `tags`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.arguments import (
    is_address,
    named_values,
    place_of_address,
)
from mkdocs_papernotes.importers.constructs.call import Call, Converter, attribute, file_name, safe
from mkdocs_papernotes.importers.hexo.text_tags import COLORS
from mkdocs_papernotes.starter.new_note import plain

_TRUTH = ("true", "false")
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
    target += f"#{safe(heading)}" if heading else ""
    text = text or file_name(name)
    if call.is_in_html:
        return call.keep(f'<a href="{attribute(call.context.places.in_tag(target))}">{text}</a>')
    return call.keep(f"{call.link(text, 'x').removesuffix('(x)')}({target})")


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
    if call.is_in_attribute or call.is_in_html:
        return call.keep(attribute(call.context.places.in_tag(target)))
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


def link(call: Call) -> str | None:
    """`{% link text address [external] [title] %}`; in themes `text, address, picture`."""
    if len(call.parts) > 1 and is_address(call.parts[1]) and not is_address(call.parts[0]):
        text, address = call.parts[:2]
        return call.link(text, address) if address else None
    arguments = [*call.arguments]
    place = place_of_address([argument.rstrip(",") for argument in arguments])
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
        place = place_of_address(words)
        if place is None or not words[:place]:
            return None
        return call.link(" ".join(words[:place]), words[place], mark="{ .md-button }")
    place = place_of_address(parts)
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


def gist(call: Call) -> str | None:
    """`{% gist id [file] %}` loaded a script; it becomes a link."""
    number = next(iter(call.arguments), "")
    if not re.match(r"[A-Za-z0-9_/-]+\Z", number):
        return None
    name = " ".join(call.arguments[1:])
    return call.link(name or f"gist.github.com/{number}", f"https://gist.github.com/{number}")


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


def dplayer(call: Call) -> str | None:
    """`{% dplayer "url=…" "pic=…" %}` played a film; it becomes a link."""
    found = (argument.removeprefix("url=") for argument in call.arguments if argument[:4] == "url=")
    address = next(found, "")
    return call.link(file_name(address), address) if address else None


LINKS: Mapping[str, Converter] = {
    **dict.fromkeys(("link", "a", "anchor", "exturl", "extlink"), link),
    **dict.fromkeys(("url_for", "full_url_for"), url_for),
    **dict.fromkeys(("button", "btn", "cell"), button),
    **dict.fromkeys(("caniuse", "can"), caniuse),
    **dict.fromkeys(("badge", "bdage"), badge),
    **dict.fromkeys(("include_code", "include-code"), include_code),
    **dict.fromkeys(("meting", "meting_js"), meting),
    "aplayer": aplayer,
    "asset_link": asset_link,
    "asset_path": asset_path,
    "dplayer": dplayer,
    "galleryGroup": gallery_group,
    "ghcard": repository,
    "gist": gist,
    "pdf": pdf,
    "post_link": post_link,
    "post_path": post_path,
    "site": site,
}
