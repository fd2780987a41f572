"""Tags that are boxes, and what opens with a click.

Their arguments are read as the themes read them, see `tags`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.arguments import named_values
from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter
from mkdocs_papernotes.importers.constructs.lines import INDENT, dedented, shifted
from mkdocs_papernotes.importers.hexo.text_tags import COLORS, is_style

KINDS = {
    **dict.fromkeys(("default", "primary", "secondary", "light", "link", "icon"), "note"),
    **dict.fromkeys(("info", "blue", "cyan", "todo"), "info"),
    **dict.fromkeys(("success", "done", "check", "green", "ok"), "success"),
    **dict.fromkeys(("warning", "warn", "yellow", "orange", "radiation", "bolt", "ban"), "warning"),
    **dict.fromkeys(("danger", "error", "red", "fire"), "danger"),
    **dict.fromkeys(("tip", "hint", "bell", "star", "pink"), "tip"),
    **dict.fromkeys(("quote", "gray", "grey", "black"), "quote"),
    **dict.fromkeys(("question", "faq", "help"), "question"),
    **dict.fromkeys(("attention", "caution", "important"), "warning"),
    **dict.fromkeys(("failure", "missing", "fail"), "failure"),
    **{name: name for name in ("note", "abstract", "bug", "example")},
    **dict.fromkeys(("purple", "key", "home", "message", "sync", "cogs"), "note"),
}
"""Classes of boxes in the themes, and the kinds of admonitions nearest to them."""
_NEXT = {"default", "primary", "info", "success", "warning", "danger", "no-icon"}
_LOOKS = {"flat", "modern", "simple", "disabled"}
"""What Butterfly has at the end of a tag."""
_ICON = re.compile(
    r"fa(?:[srlbd]|-(?:solid|regular|brands|light))?(?:\s+fa-[a-z0-9-]+)*\Z|fa-[a-z0-9-]+\Z"
)


def box(
    call: Call, kind: str, title: str, opening: str = "!!!", content: str | None = None
) -> Block:
    """A box of a kind; without a title it has none, as in the themes."""
    body = call.context.body
    content = dedented(body, call.content if content is None else content)
    head = f'{opening} {kind} "{" ".join(title.split())}"'
    return Block(f"{head}\n\n{shifted(body, content, 0, INDENT)}".rstrip("\n"))


def note(call: Call) -> str | None:
    """`{% note [class] [no-icon] [title] %}`; a title folds it in NexT.

    Butterfly's classes, icons and looks stand in any place. Volantis has `{% note class, text %}`
    without a body.
    """
    if call.inner is None:
        return _note_in_a_tag(call)
    classes, words = _classes(call.arguments)
    title = " ".join(words)
    return box(call, _kind(classes), title, "???" if title else "!!!")


def _classes(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The classes of a note, and the words of its title."""
    bare = [argument.strip(",") for argument in arguments]
    count = 0
    if bare and (bare[0] in {*KINDS, *COLORS, *_NEXT, *_LOOKS} or _ICON.match(bare[0])):
        count = 1
        if bare[1:] and (bare[1] in _NEXT or _ICON.match(bare[1])):
            count = 2
    last = len(bare)
    if last > count and bare[-1] in _LOOKS:
        last -= 1
        if last > count and _ICON.match(bare[last - 1]):
            last -= 1
    if last > count:
        return bare[:count], arguments[count:]
    return bare, []


def _note_in_a_tag(call: Call) -> str | None:
    """A box whose text is the last part of the tag."""
    if not call.arguments:
        return None
    values, _ = named_values(call.arguments, ("color",))
    if values or "," not in call.rest:
        _, words = named_values(call.arguments, ("color",))
        first = words[0] if len(words) > 1 and " " in " ".join(words[1:]) and values else ""
        text = " ".join(words[1:] if first else words)
        kind = KINDS.get(values.get("color", ""), "note")
    else:
        style, *others = call.parts
        kind, first, text = _kind(style.split()), "", ", ".join(others)
    if not text:
        return None
    return Block(f'!!! {kind} "{first}"\n\n{INDENT}{text}')


def _kind(classes: list[str]) -> str:
    """The kind of box that the first known class stands for."""
    return next((KINDS[name] for name in classes if name in KINDS), "note")


def tip(call: Call) -> str | None:
    """`{% tip class animation %}`, a box; `{% tip text:… %}word{% endtip %}` explains a word."""
    values, _ = named_values(call.arguments, ("text",))
    if call.inner is None:
        return None
    if text := values.get("text"):
        title = call.plain(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return f'<abbr title="{title}">{call.content.strip()}</abbr>'
    return box(call, _kind(call.arguments or ["tip"]), "")


def titled_box(call: Call) -> str | None:
    """`{% blocknote class, title %}` of Volantis, `{% box color:red title %}` of Stellar."""
    if call.inner is None:
        return None
    if call.name == "box":
        values, words = named_values(call.arguments, ("color", "child"))
        return box(call, KINDS.get(values.get("color", ""), "note"), " ".join(words))
    style, *others = call.parts
    return box(call, _kind(style.split()), ", ".join(others))


def container(call: Call) -> str | None:
    """`::: tip Title` up to `:::`, of markdown-it-container."""
    kind, *words = call.rest.split()
    if call.inner is None:
        return None
    if kind in {"details", "spoiler"}:
        return box(call, "note", " ".join(words), "???")
    return box(call, KINDS[kind], " ".join(words)) if kind in KINDS else None


def message(call: Call) -> str | None:
    """Icarus' `{% message color:info 'title:…' %}`, `{% admonition kind title %}`."""
    if call.inner is None:
        return None
    values, words = named_values(call.arguments, ("color", "icon", "title", "size"))
    if "color" in values or "title" in values:
        kind = KINDS.get(values.get("color", ""), "note")
        return box(call, kind, " ".join((values.get("title", ""), *words)).strip())
    kind = _kind(words[:1])
    return box(call, kind, " ".join(words[1:] if words[:1] and words[0] in KINDS else words))


def folding(call: Call) -> str | None:
    """`folding`, `hideToggle`, `hideBlock`, `fold`, `details`: what opens with a click."""
    if call.inner is None:
        return call.text or None if call.name == "spoiler" else None
    values, words = named_values(call.arguments, ("color", "child", "open"))
    title, is_open = _folding_title(call.name, " ".join(words))
    is_open = is_open or values.get("open") == "true"
    return box(call, "note", title, "???+" if is_open else "???")


def _folding_title(name: str, text: str) -> tuple[str, bool]:
    """What is seen of it before it is open, and whether it is open at first."""
    if name == "fold":
        style, at, title = text.partition("@")
        return (title if at else style).strip(), False
    parts = [part.strip() for part in text.split("::" if "::" in text else ",")]
    if name in {"hideToggle", "hideBlock", "spoiler", "details"}:
        return parts[0], False
    if len(parts) > 1 and is_style(parts[0]):
        return ", ".join(parts[1:]), "open" in parts[0].split()
    return ", ".join(parts), False


BOXES: Mapping[str, Converter] = {
    **dict.fromkeys(("note", "subnote"), note),
    **dict.fromkeys(("noteblock", "blocknote", "box"), titled_box),
    **dict.fromkeys(("folding", "fold", "details", "hideToggle", "hideBlock", "spoiler"), folding),
    **dict.fromkeys(("message", "admonition", "callout", "alert", "hint"), message),
    ":::": container,
    "tip": tip,
}
