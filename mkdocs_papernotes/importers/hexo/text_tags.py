"""Tags whose text stays, with or without a look.

Their arguments are read as the themes read them, see `tags`.
"""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.arguments import named_values, split_parts
from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter

COLORS = frozenset(
    {
        *("default", "primary", "info", "success", "warning", "danger", "secondary", "light"),
        *("blue", "pink", "red", "purple", "orange", "green", "yellow", "cyan", "white", "black"),
        *("gray", "grey", "dark", "theme", "accent", "warn"),
    }
)
"""Words for the look of a tag that are never its text."""


def is_style(text: str) -> bool:
    """Whether a text names colours only, or that something is open."""
    return all(word in COLORS or word == "open" for word in text.split())


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
    if call.is_alone and not call.is_in_html:
        return f"- [{'x' if is_checked else ' '}] {text}"
    return f"{'☑' if is_checked else '☐'} {text}"


def hidden(call: Call) -> str | None:
    """`{% hideInline text,label,background,color %}`: the text was seen after a click."""
    text, *others = call.parts
    shown = next(iter(others), "")
    return f"{shown} ({text})" if shown else text or None


def progress(call: Call) -> str | None:
    """`{% progress 70 cyan text %}`."""
    if not call.arguments or not call.arguments[0].isdigit():
        return None
    percent, *rest = call.arguments
    words = rest[1:] if rest and rest[0] in COLORS else rest
    return f"{' '.join(words)} ({percent}%)" if words else f"{percent}%"


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
    if not is_known:
        return None
    if call.is_in_html:
        return "".join(f'<sup><a href="#fn:{key}">{key}</a></sup>' for key in keys)
    return "".join(f"[^{key}]" for key in keys)


def ruby(call: Call) -> str | None:
    """`{% ruby base|reading %}`."""
    base, bar, reading = call.text.partition("|")
    return f"<ruby>{base}<rt>{reading}</rt></ruby>" if bar else None


def comment(call: Call) -> str | None:
    """`{# a comment #}`, which Hexo does not publish."""
    text = " ".join(call.plain(call.rest).replace("--", "- -").split())
    return call.keep(f"<!-- {text} -->") if text else ""


TEXTS: Mapping[str, Converter] = {
    **dict.fromkeys(("span", "p"), colored),
    **dict.fromkeys(("checkbox", "cb", "radio"), checkbox),
    **dict.fromkeys(("psw", "text", "quot"), words),
    **{name: element(name) for name in ("u", "del", "kbd", "sub", "sup")},
    "{#": comment,
    "emp": element("em"),
    "hideInline": hidden,
    "label": label,
    "mark": mark,
    "progress": progress,
    "ref": reference,
    "ruby": ruby,
    "wavy": element("u"),
}
