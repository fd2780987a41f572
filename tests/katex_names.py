"""Which names KaTeX knows, by having the program that we ship typeset each of them in a browser.

`python -m tests.katex_names` writes `inspection/katex_names.txt`; do it with each new KaTeX.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from mkdocs_papernotes import formulas, inspection
from tests.browser import chromium

NAMES = Path(inspection.__file__).with_name("katex_names.txt")
KATEX = Path(formulas.THEME_DIR) / "assets" / "papernotes" / "katex" / "katex.min.js"
_HEAD = """\
# What the KaTeX of this package knows, found by having it typeset each name in its program.
# `python -m tests.katex_names` writes this file. Lines: version, environments, commands.
"""
# Names are known if KaTeX complains of nothing or of something else; some are known in a table or
# in words only. Those in its program may stand behind two backslashes, or one and an escape.
_TRY = r"""
(source) => {
  const names = new Set([...Array(94)].map((_, n) => String.fromCharCode(33 + n)));
  for (const [, name] of source.matchAll(/\\([a-zA-Z]+)/g)) names.add(name).add(name.slice(1));
  const options = { throwOnError: true, strict: false, trust: true, displayMode: true };
  const complaint = (tex) => {
    try {
      katex.renderToString(tex, options);
      return "";
    } catch (error) {
      return `${error.message}`;
    }
  };
  const knows = (name) => {
    const it = `\\${name}`;
    const places = [it, `${it}{x}{x}{x}`, `\\begin{array}{c}x ${it} y\\end{array}`,
                    `\\text{${it}{x}}`, `\\left(${it}|\\right)`];
    return places.some((tex) => {
      const told = complaint(tex);
      return !told.includes("Undefined control sequence") || !told.includes(it);
    });
  };
  const quoted = new Set([...source.matchAll(/"([a-zA-Z]+\*?)"/g)].map((found) => found[1]));
  const isEnvironment = (name) =>
    !complaint(`\\begin{${name}}x\\end{${name}}`).includes("No such environment");
  return [
    `KaTeX ${katex.version}`,
    [...quoted].filter(isEnvironment).sort().join(" "),
    [...names].filter((name) => name && knows(name)).sort().join(" "),
  ];
}
"""


def names_in(page: Page) -> str:
    """The text of the file of names, made in an empty page of a browser."""
    page.add_script_tag(path=KATEX)
    lines = page.evaluate(_TRY, KATEX.read_text("utf-8"))
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    with chromium() as browser:
        NAMES.write_text(names_in(browser.new_page()), "utf-8")
