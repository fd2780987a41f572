"""Tags that show something of another host in a frame, which is told.

Their arguments are read as the themes read them, see `tags`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.arguments import named_values
from mkdocs_papernotes.importers.constructs.call import Call, Converter, attribute, file_name

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+\Z")


def video(call: Call) -> str | None:
    """`{% video address poster %}` and `{% audio address %}`."""
    _, arguments = named_values(call.arguments, ("type", "autoplay", "width", "ratio", "align"))
    found = {argument.partition(":")[0]: argument.partition(":")[2] for argument in arguments}
    if number := found.get("bilibili"):
        return _frame(call, f"https://player.bilibili.com/player.html?bvid={number}")
    if number := found.get("youtube"):
        return _frame(call, f"https://www.youtube.com/embed/{number}")
    address = next(iter(arguments), "")
    if not address:
        return None
    place = call.context.places.file(call.plain(address))
    if place is None and not re.match(r"(?:https?:)?//", address):
        return call.link(file_name(address), address)
    if place is None:
        call.tell_frame()
    source = call.plain(address) if place is None else call.context.places.in_tag(place)
    name = "audio" if call.name == "audio" else "video"
    return call.keep(f'<{name} src="{attribute(source)}" controls></{name}>')


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


def jsfiddle(call: Call) -> str | None:
    """`{% jsfiddle id [tabs] [skin] [width] [height] %}`."""
    number, tabs, _, width, height = (*call.arguments, *[""] * 5)[:5]
    if not re.match(r"[A-Za-z0-9_/-]+\Z", number):
        return None
    tabs = "js,resources,html,css,result" if tabs in {"", "default"} else tabs
    address = f"https://jsfiddle.net/{number.strip('/')}/embedded/{tabs}/"
    return _frame(call, address, width or "100%", height or "300")


FRAMES: Mapping[str, Converter] = {
    **dict.fromkeys(("video", "audio"), video),
    **dict.fromkeys(("bilibili", "bili"), bilibili),
    "iframe": iframe,
    "jsfiddle": jsfiddle,
    "vimeo": vimeo,
    "youtube": youtube,
}
