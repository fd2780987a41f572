"""Tags around Markdown: tabs, quotations, timelines, lists of links, and what only groups.

Their arguments are read as the themes read them, see `tags`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from mkdocs_papernotes.importers.constructs.arguments import is_address, named_values
from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter, safe
from mkdocs_papernotes.importers.constructs.lines import INDENT, quoted, shifted
from mkdocs_papernotes.importers.hexo.text_tags import is_style

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
    title = call.parts[0] if call.arguments and not is_style(call.parts[0]) else ""
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
    "flink": friends,
    "folders": folders,
    "references": references,
    "timeline": timeline,
    "timenode": timenode,
}
