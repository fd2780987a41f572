"""Tags around Markdown: boxes, tabs, quotations, foldings, timelines, and what only groups.

Their arguments are read as the themes read them, see `inline_tags`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from mkdocs_papernotes.importers.hexo.inline_tags import COLORS
from mkdocs_papernotes.importers.hexo.lines import INDENT, dedented, quoted, shifted
from mkdocs_papernotes.importers.hexo.tag_arguments import is_address, named_values
from mkdocs_papernotes.importers.hexo.tag_call import Block, Call, Converter, safe

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
_LOOKS = frozenset(
    ["no-icon", "flat", "modern", "simple", "disabled", "icon-padding", "open", "child"]
)
_ICON = re.compile(r"fa(?:[srlbd]|-|\b|a-)[a-z0-9 -]*\Z")
_TAB = re.compile(r"<!--[ \t]*tab\b(?P<title>(?:[^\n<-]|-(?!->)|<(?!!--))*)-->")
_END_TAB = re.compile(r"<!--[ \t]*endtab[ \t]*-->")
_NODE = re.compile(
    r"<!--[ \t]*(?:timeline|node|folder|cell)\b(?P<title>(?:[^\n<-]|-(?!->)|<(?!!--))*)-->"
)
_END_NODE = re.compile(
    r"<!--[ \t]*(?:timeline|node|folder|cell)\b(?P<title>(?:[^\n<-]|-(?!->)|<(?!!--))*)-->"
)
_CITED = re.compile(r"(?<!\S)https?://\S+")
_ENDS = re.compile(r"\Ahttps?://|/(?:index\.html?)?\Z")
_REFERENCE = re.compile(r"[ \t]*\[(?P<key>[\w.:+-]+)\][ \t]*(?P<text>\S.*)")


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
    arguments = [*call.arguments]
    kind = _kind([argument.strip(",") for argument in arguments])
    words: list[str] = []
    for place, argument in enumerate(arguments):
        bare = argument.strip(",")
        is_class = bare in KINDS or bare in COLORS or bare in _LOOKS or _ICON.match(bare)
        if not is_class or (words and place > 1 and not _ICON.match(bare) and bare not in _LOOKS):
            words.append(argument)
    title = " ".join(words).strip(" ,")
    return box(call, kind, title, "???" if title and call.name in {"note", "subnote"} else "!!!")


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
    if len(parts) > 1 and _is_style(parts[0]):
        return ", ".join(parts[1:]), "open" in parts[0].split()
    return ", ".join(parts), False


def _is_style(text: str) -> bool:
    return all(word in COLORS or word == "open" for word in text.split())


def tabs(call: Call) -> str | None:
    """`{% tabs name, 2 %}` with `<!-- tab title@icon -->…<!-- endtab -->`."""
    if call.inner is None:
        return None
    found = list(_divided(call.content, _TAB, _END_TAB))
    if len(found) < 2:
        return None
    name, *others = call.parts
    active = others[0] if others else ""
    blocks = [found[0][1].strip("\n")] if found[0][1].strip() else []
    for number, (title, text) in enumerate(found[1:], 1):
        shown = title.split("@")[0].strip() or f"{name or 'tab'} {number}"
        sign = "!" if number == 1 and call.follows_same else ""
        sign += "+" if active == str(number) and number > 1 else ""
        inner = shifted(call.context.body, text.strip("\n"), 0, INDENT)
        blocks.append(f'==={sign} "{shown}"\n\n{inner}'.rstrip("\n"))
    return Block("\n\n".join(blocks))


def _divided(
    text: str, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    """What stands above the first mark, then each mark's title with the text below it."""
    place, title = 0, ""
    for mark in opening.finditer(text):
        yield title, _up_to(closing, text[place : mark.start()])
        place, title = mark.end(), mark["title"].strip()
    yield title, _up_to(closing, text[place:])


def _up_to(closing: re.Pattern[str], text: str) -> str:
    """A text without the marks that close it."""
    return closing.sub("", text)


def quotation(call: Call) -> str | None:
    """`{% blockquote author, source address title %}`."""
    if call.inner is None:
        return None
    footer = "" if call.arguments[:1] == ["indent:true"] else _footer(call)
    text = call.content + (f"\n\n— {footer}" if footer else "")
    return Block(quoted(call.context.body, text))


def _footer(call: Call) -> str:
    """Author and source below a quotation
    (https://github.com/hexojs/hexo/blob/master/lib/plugins/tag/blockquote.ts, `parseFooter`).
    """
    text = call.text
    found = _CITED.search(text)
    if found and found.start():
        address = found[0]
        title = text[found.end() :].strip() or _ENDS.sub("", address)
        return f"**{text[: found.start()].strip(' ,')}** [{title}]({safe(address)})"
    author, comma, source = text.partition(",")
    if comma and author.strip() and source.strip() and "," not in source:
        return f"**{author.strip()}** *{source.strip()}*"
    if is_address(text) and "://" in text:
        return f"<{safe(text)}>"
    return f"**{text}**" if text else ""


def centered(call: Call) -> str | None:
    """Quotations without a source."""
    return None if call.inner is None else Block(quoted(call.context.body, call.content))


def poem(call: Call) -> str | None:
    """`{% poem title,author %}` and `{% poetry title author:… %}`: each line is one of the poem."""
    if call.inner is None:
        return None
    values, words = named_values(call.arguments, ("author", "date", "footer"))
    title, _, author = " ".join(words).partition(",")
    names = " ".join(
        part for part in (author.strip(), values.get("author", ""), values.get("date", "")) if part
    )
    lines = [*([f"**{title.strip()}**"] if title.strip() else []), *([names] if names else [])]
    lines += call.content.split("\n") + ([values["footer"]] if values.get("footer") else [])
    text = "\n".join(f"{line.rstrip()}  " if line.strip() else "" for line in lines)
    return Block(quoted(call.context.body, text))


def timeline(call: Call) -> str | None:
    """Butterfly's `<!-- timeline title -->`, Stellar's `<!-- node title -->`, Volantis' nodes."""
    if call.inner is None:
        return None
    title = call.parts[0] if call.arguments and not _is_style(call.parts[0]) else ""
    first, *nodes = _divided(call.content, _NODE, _END_NODE)
    items = [f"**{title}**"] if title else []
    items += [first[1].strip("\n")] if first[1].strip() else []
    items += [_item(call, name, text) for name, text in nodes]
    return Block("\n\n".join(items))


def timenode(call: Call) -> str | None:
    """`{% timenode title %}…{% endtimenode %}` in a timeline."""
    return None if call.inner is None else Block(_item(call, call.rest, call.content))


def _item(call: Call, title: str, text: str) -> str:
    """An item of a list with a title and Markdown."""
    inner = shifted(call.context.body, text.strip("\n"), 0, INDENT)
    return f"-   **{title.strip()}**\n\n{inner}".rstrip() if title.strip() else inner


def folders(call: Call) -> str | None:
    """`{% folders %}` with `<!-- folder title -->`."""
    if call.inner is None:
        return None
    first, *found = _divided(call.content, _NODE, _END_NODE)
    blocks = [first[1].strip("\n")] if first[1].strip() else []
    for title, text in found:
        inner = shifted(call.context.body, text.strip("\n"), 0, INDENT)
        blocks.append(f'??? note "{title}"\n\n{inner}'.rstrip())
    return Block("\n\n".join(blocks)) if blocks else None


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


def group(call: Call) -> str | None:
    """A tag that only lays out what is in it."""
    if call.inner is None:
        return None
    return Block(_END_NODE.sub("", _NODE.sub("", call.content)).strip("\n"))


def link_grid(call: Call) -> str | None:
    """`{% linkgrid %}` with lines `title | address | description | picture`."""
    if call.inner is None:
        return None
    found = [_grid_item(call, line) for line in call.content.split("\n") if line.strip()]
    return Block("\n".join(item for item in found if item)) if found else None


def _grid_item(call: Call, line: str) -> str:
    title, *others = [part.strip() for part in line.split("|")]
    if title.startswith("%") or not others:
        return f"<!-- {title.lstrip('%').strip()} -->" if title.startswith("%") else f"- {title}"
    description = others[1] if len(others) > 1 else ""
    return f"- {call.link(title, others[0])}" + (f": {description}" if description else "")


def friends(call: Call) -> str | None:
    """`{% flink %}` with a list of sites in YAML."""
    if call.inner is None:
        return None
    try:
        groups = yaml.safe_load(call.code)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        return None
    return Block("\n\n".join(part for group in groups for part in _friends(call, group)))


def _friends(call: Call, group: Mapping[str, object]) -> Iterator[str]:
    if name := group.get("class_name"):
        yield f"**{name}**"
    if description := group.get("class_desc"):
        yield f"{description}"
    links = group.get("link_list")
    found = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
    if found:
        yield "\n".join(_friend(call, one) for one in found)


def _friend(call: Call, one: Mapping[str, object]) -> str:
    item = f"- {call.link(str(one.get('name') or ''), str(one.get('link') or ''))}"
    return f"{item}: {one['descr']}" if one.get("descr") else item


def references(call: Call) -> str | None:
    """`{% references %}` with lines `[key] text`, which become footnotes."""
    if call.inner is None:
        return None
    lines: list[str] = []
    for line in call.content.split("\n"):
        found = _REFERENCE.match(line)
        if found:
            lines.append(f"[^{found['key']}]: {found['text'].strip()}")
        elif line.strip():
            lines.append(f"{INDENT}{line.strip()}" if lines else line.strip())
    return Block("\n\n".join(lines)) if lines else None


BLOCKS: Mapping[str, Converter] = {
    **dict.fromkeys(("note", "subnote"), note),
    **dict.fromkeys(("noteblock", "blocknote", "box"), titled_box),
    **dict.fromkeys(("folding", "fold", "details", "hideToggle", "hideBlock", "spoiler"), folding),
    **dict.fromkeys(("tabs", "subtabs", "subsubtabs"), tabs),
    **dict.fromkeys(("blockquote", "quote"), quotation),
    **dict.fromkeys(("centerquote", "cq", "pullquote"), centered),
    **dict.fromkeys(("poem", "poetry"), poem),
    **dict.fromkeys(("linkgrid", "lg"), link_grid),
    **dict.fromkeys(
        (
            *("grouppicture", "gp", "groupimage", "gi", "gallery", "swiper", "btns", "videos"),
            *("ghcardgroup", "linkgroup", "sitegroup", "table", "grid", "about", "paper", "reel"),
        ),
        group,
    ),
    **dict.fromkeys(("message", "admonition", "callout", "alert", "hint"), message),
    ":::": container,
    "flink": friends,
    "folders": folders,
    "references": references,
    "timeline": timeline,
    "timenode": timenode,
    "tip": tip,
}
