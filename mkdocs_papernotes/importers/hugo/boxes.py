"""Shortcodes around Markdown: boxes, foldings, tabs, quotations, and what only groups.

Their arguments are read as the themes read them:

- Hugo: https://gohugo.io/shortcodes/
- LoveIt, DoIt, FixIt: https://fixit.lruihao.cn/documentation/content-management/shortcodes/
- Book: https://github.com/alex-shpak/hugo-book/tree/main/exampleSite/content.en/docs/shortcodes
- Docsy: https://www.docsy.dev/docs/content/shortcodes/
- Blowfish and Congo: https://blowfish.page/docs/shortcodes/
- Hextra: https://imfing.github.io/hextra/docs/guide/shortcodes/
- Relearn: https://mcshelby.github.io/hugo-theme-relearn/shortcodes/
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter, attribute
from mkdocs_papernotes.importers.constructs.lines import INDENT, quoted, shifted
from mkdocs_papernotes.importers.hugo.code_blocks import fenced_code
from mkdocs_papernotes.importers.hugo.shortcode_arguments import Arguments, arguments_of

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("note", "primary", "default", "secondary", "light", "dark", "grey"), "note"),
    **dict.fromkeys(("abstract", "summary", "tldr"), "abstract"),
    **dict.fromkeys(("info", "information", "blue", "todo", "notice"), "info"),
    **dict.fromkeys(("tip", "hint", "lightbulb"), "tip"),
    **dict.fromkeys(("success", "check", "done", "green", "ok"), "success"),
    **dict.fromkeys(("question", "help", "faq"), "question"),
    **dict.fromkeys(
        ("warning", "caution", "attention", "important", "orange", "yellow", "exclamation"),
        "warning",
    ),
    **dict.fromkeys(("failure", "fail", "missing"), "failure"),
    **dict.fromkeys(("danger", "error", "red", "fire", "alert"), "danger"),
    **dict.fromkeys(("bug",), "bug"),
    **dict.fromkeys(("example", "purple"), "example"),
    **dict.fromkeys(("quote", "cite", "gray"), "quote"),
}
"""Kinds and colours of boxes in the themes, and the kinds of admonitions nearest to them."""
_THEOREMS = ("theorem", "lemma", "proposition", "corollary", "definition", "remark", "proof")
_COLUMN = re.compile(r"^[ \t]*<-{2,}>[ \t]*$", re.MULTILINE)
_FIRST_TAB = re.compile(r"\A(?P<space>\s*)=== ")


def box(call: Call, kind: str, title: str | None, opening: str = "!!!") -> Block:
    """A box of a kind; with `None` it has the title that its kind has by default."""
    inner = shifted(call.context.body, call.content.strip("\n"), 0, INDENT)
    shown = "" if title is None else f' "{_title(call, title)}"'
    return Block(f"{opening} {kind}{shown}\n\n{inner}".rstrip("\n"))


def _title(call: Call, title: str) -> str:
    return " ".join(call.plain(title).split()).replace("\\", "\\\\").replace('"', "&quot;")


def _kind(*names: str) -> str:
    """The kind of box that the first known name stands for."""
    return next((KINDS[name.lower()] for name in names if name.lower() in KINDS), "note")


def admonition(call: Call) -> str | None:
    """`{{< admonition warning "Title" false >}}`: with false it is folded."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    title = given.either(1, "title") or None
    is_open = given.either(2, "open").lower() != "false"
    return box(call, _kind(given.either(0, "type")), title, "!!!" if is_open else "???")


def notice(call: Call) -> str | None:
    """`{{% notice warning "Title" %}}`, `{{% notice style="note" title="Title" %}}`."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    title = given.either(1, "title") or None
    opening = {True: "???+", False: "???", None: "!!!"}[given.flag("expanded")]
    return box(call, _kind(given.either(0, "style", "type", "color")), title, opening)


def alert(call: Call) -> str | None:
    """Docsy's `title="…" color="warning"`, Blowfish's icon, zzo's `theme="info"`: no title of its
    own. With `{{< alert "text" >}}` there is no body.
    """
    given = arguments_of(call.rest)
    names = (given.get("color", "theme", "type", "style"), given.get("icon"), given.at(0))
    title = given.get("title", "header")
    if call.inner is not None:
        return box(call, _kind(*names), title)
    text = given.get("text") or given.at(1) or given.at(0)
    kind = _kind(*names)
    return Block(f'!!! {kind} "{_title(call, title)}"\n\n{INDENT}{text}') if text else None


def named_box(call: Call) -> str | None:
    """`{{< tip "Title" >}}`: the name of the shortcode is the kind."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    return box(call, _kind(call.name), given.either(0, "title", "header") or None)


def plain_box(call: Call) -> str | None:
    """A box that says nothing about its kind."""
    if call.inner is None:
        return None
    return box(call, "note", arguments_of(call.rest).get("title"))


def theorem(call: Call) -> str | None:
    """`{{< theorem "Name" >}}`, as sites on mathematics have them."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    name = given.either(0, "title", "name")
    word = call.name.capitalize()
    return box(call, "note", f"{word} ({name})" if name else word)


def folding(call: Call) -> str | None:
    """`details`, `expand`, `collapse`, `spoiler`: what opens with a click."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    title = given.either(0, "summary", "title", "name", "label")
    is_open = given.flag("open", "expanded", "openbydefault", "open_by_default") or (
        "open" in given.positional[1:] or given.flag("closed") is False
    )
    return box(call, "note", title or "Details", "???+" if is_open else "???")


def tab(call: Call) -> str | None:
    """One of several tabs; its title was found by `shortcode_tree`."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    title = given.get("papernotes-title") or given.either(0, "name", "title", "label", "header")
    content: str = call.content
    language = given.get("papernotes-code")
    if language != "-" and "papernotes-code" in given.named and "```" not in call.code:
        content = call.keep_as_code(fenced_code(call.code.strip("\n"), language))
    inner = shifted(call.context.body, content.strip("\n"), 0, INDENT)
    return Block(f'=== "{_title(call, title or "1")}"\n\n{inner}'.rstrip("\n"))


def tabs(call: Call) -> str | None:
    """`{{< tabs >}}` around its tabs; a second group right below is one of its own."""
    if call.inner is None:
        return None
    content = call.content.strip("\n")
    return Block(_FIRST_TAB.sub(r"\g<space>===! ", content) if call.follows_same else content)


def group(call: Call) -> str | None:
    """What only grouped or placed its content."""
    return None if call.inner is None else Block(call.content.strip("\n"))


def columns(call: Call) -> str | None:
    """Book's `{{< columns >}} left <---> right {{< /columns >}}`: one below the other."""
    if call.inner is None:
        return None
    return Block(_COLUMN.sub("", call.content).strip("\n"))


def raw(call: Call) -> str | None:
    """HTML as it is."""
    return call.inner


def style(call: Call) -> str | None:
    """`{{< style "text-align: right" >}}`: an element with a style."""
    given = arguments_of(call.rest)
    if call.inner is None or not given.at(0):
        return None
    content = call.content.strip("\n")
    return Block(f'<div style="{attribute(given.at(0))}" markdown>\n\n{content}\n\n</div>')


def quotation(call: Call) -> str | None:
    """`{{< blockquote author="…" link="…" title="…" >}}`."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    footer = _footer(call, given)
    text = call.content.strip("\n") + (f"\n\n— {footer}" if footer else "")
    return Block(quoted(call.context.body, text))


def _footer(call: Call, given: Arguments) -> str:
    author, link = given.either(0, "author", "cite", "attribution"), given.get("link", "url")
    title = given.get("title", "source")
    source = call.link(title or link, link) if link else title
    return ", ".join(part for part in (author, source) if part)


def comment(call: Call) -> str | None:
    """Text that was not shown stays where it is, and is not shown."""
    if call.inner is None or "--" in call.code:
        return None
    return Block(call.keep(f"<!-- {call.code.strip()} -->"))


def timeline_item(call: Call) -> str | None:
    """Blowfish's `{{< timelineItem header="…" badge="…" subheader="…" >}}`."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    words = [given.get("header"), given.get("badge"), given.get("subheader")]
    first, *rest = [word for word in words if word] or [""]
    head = " · ".join([f"**{first}**", *rest]) if first else ""
    return Block("\n\n".join(part for part in (head, call.content.strip("\n")) if part))


BOXES: Mapping[str, Converter] = {
    "admonition": admonition,
    **dict.fromkeys(("notice", "callout", "panel", "message", "attention-box"), notice),
    **dict.fromkeys(("alert",), alert),
    **dict.fromkeys(("hint",), alert),
    **dict.fromkeys(
        (
            *("note", "info", "tip", "warning", "danger", "caution", "important", "attention"),
            *("success", "error", "question", "example", "abstract", "bug", "failure", "todo"),
        ),
        named_box,
    ),
    **dict.fromkeys(("box", "boxmd", "block", "card-box"), plain_box),
    **dict.fromkeys(_THEOREMS, theorem),
    **dict.fromkeys(
        ("details", "expand", "collapse", "spoiler", "fold", "toggle", "accordion-item", "hide"),
        folding,
    ),
    "tab": tab,
    **dict.fromkeys(("tabs", "codes", "tabpane", "code-tabs", "tab-group", "switch-tab"), tabs),
    "columns": columns,
    **dict.fromkeys(
        (
            *("lead", "center", "centered", "left", "right", "align", "column", "col", "row"),
            *("steps", "step", "cards", "timeline", "gallery", "accordion", "container", "section"),
            *("wide", "fullwidth", "figures", "grid", "epigraph", "pageinfo", "blocks/section"),
        ),
        group,
    ),
    **dict.fromkeys(("rawhtml", "raw", "html", "unsafe", "raw_html", "raw-html", "safehtml"), raw),
    "style": style,
    **dict.fromkeys(("blockquote", "quote"), quotation),
    **dict.fromkeys(("comment", "comments"), comment),
    **dict.fromkeys(("timelineItem", "timelineitem"), timeline_item),
}
