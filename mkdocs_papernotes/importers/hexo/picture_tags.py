"""Tags that show a picture.

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
from mkdocs_papernotes.importers.constructs.call import Call, Converter, size

_PARAMETER = re.compile(r"(?P<name>[a-z]+)=(?P<value>.*)\Z", re.DOTALL)


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
            attributes += size(name, rest.pop(0))
    title, alt = _title_and_alt(call.plain(" ".join(rest)))
    return call.picture(address, alt, title, attributes)


def _picture_place(call: Call, arguments: list[str]) -> int | None:
    """Which argument is the address of a picture."""
    if call.name.startswith("asset"):
        for place, argument in enumerate(arguments):
            if call.context.places.file(call.plain(argument)) is not None:
                return place
    found = place_of_address(arguments)
    return 0 if found is None and call.name.startswith("asset") and arguments else found


def _title_and_alt(text: str) -> tuple[str, str]:
    """Title and alternative text, one of them perhaps in quotes of its own."""
    text = text.strip()
    for quote_mark in "\"'":
        if text.endswith(quote_mark) and text.count(quote_mark) >= 2:
            first, second = text[:-1].rsplit(quote_mark, 1)
            title, alt = first.strip(" \"'"), second.strip()
            return (title, alt) if title else (alt, "")
    return text, ""


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
    sizes = size("width", values.get("width", "")) + size("height", values.get("height", ""))
    return call.picture(address, values.get("alt", ""), "", sizes)


def inline_image(call: Call) -> str | None:
    """`{% inlineimage address, height=40px %}`, `{% inlineImg address 40px %}`."""
    address, *settings = call.parts if "," in call.text else call.arguments or [""]
    height = next(iter(settings), "").removeprefix("height=")
    return call.picture(address, "", "", size("height", height)) if address else None


def full_image(call: Call) -> str | None:
    """`{% fi address, text, size %}` of older versions of NexT."""
    address, *others = call.parts
    return call.picture(address, next(iter(others), "")) if address else None


PICTURES: Mapping[str, Converter] = {
    **dict.fromkeys(("asset_img", "asset_image", "img", "image"), img),
    **dict.fromkeys(("inlineimage", "inlineImg"), inline_image),
    **dict.fromkeys(("fi", "fullimage"), full_image),
}
