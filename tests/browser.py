"""Tools of the browser tests: a web server, a Chromium, and what a page looks like in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.shared import Shared

_INDEX = "search/search_index.json"
EXAMPLE = Path(__file__).parent.parent / "example_site" / "mkdocs.yml"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LAPTOP = (1280, 800)
PHONE = (360, 740)

# Opens a page: `open_page(path, size, scheme=…, javascript=…)`.
Opener = Callable[..., Page]

# Every element of the plugin.
OURS = '[class^="pn-"], [class*=" pn-"]'

# How long anything may take on a slow machine, in milliseconds.
PATIENCE = 30_000

_CHROMIUMS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")


def build_example(config: Path, target: Path) -> None:
    """Build a site as its author does; a failure tells what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(target)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout


REMEMBER_WRITTEN = """
const clipboard = navigator.clipboard;
const [write, writeText] = [clipboard.write.bind(clipboard), clipboard.writeText.bind(clipboard)];
clipboard.writeText = (text) => { window.written = text; return writeText(text); };
clipboard.write = async (items) => {
  const item = await items[0].getType("text/plain");
  window.written = await item.text();
  return write(items);
};
"""
"""A script that keeps what is written to the clipboard: to read it may wait for ever."""


def example(shared: Shared) -> Path:
    """The folder that has the example site in `mkdocs-papernotes/`."""
    return shared.folder("example", lambda at: build_example(EXAMPLE, at / "mkdocs-papernotes"))


def short_index(shared: Shared) -> Path:
    """A search index with ten entries of the example site.

    Material reads the index on every page; reading all of it takes as long as the rest of the page.
    """

    def write(folder: Path) -> None:
        index = json.loads((example(shared) / "mkdocs-papernotes" / _INDEX).read_text("utf-8"))
        del index["docs"][10:]
        path = folder / _INDEX
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(index), "utf-8")

    return shared.folder("example-index", write) / _INDEX


@contextmanager
def served(folder: Path, index: Path | None = None) -> Iterator[str]:
    """The address at which a folder is served; `index` takes the place of its search index."""
    handler = partial(_Quiet, directory=str(folder), index=index)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, index: Path | None, **given: Any):
        self._index = index
        super().__init__(*args, **given)

    def translate_path(self, path: str) -> str:
        if self._index and path.endswith(f"/{_INDEX}"):
            return str(self._index)
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or the one that `CHROMIUM` names."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    expect.set_options(timeout=PATIENCE)
    assert program, "there is no Chromium: install one, or name it with CHROMIUM=/path/to/it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                # a theme's requests to other hosts fail at once, as they would without a network
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


# Whether scripts run, and the script that runs before those of the page.
_Kind = tuple[bool, str | None]


class Pages:
    """Pages of a Chromium, lent to a test and lent again: a fresh one costs five times as much.

    A page that comes back keeps what its scripts have compiled, and nothing that they have stored.
    """

    def __init__(self, browser: Browser):
        self._browser = browser
        self._contexts: dict[bool, BrowserContext] = {}
        self._free: dict[_Kind, list[Page]] = {}

    @contextmanager
    def lent(self) -> Iterator[Opener]:
        """Opens as many pages as are asked for, until the end of the block."""
        taken: list[tuple[_Kind, Page]] = []

        def opened(
            address: str,
            size: tuple[int, int] = LAPTOP,
            *,
            scheme: Scheme = "light",
            javascript: bool = True,
            motion: bool = True,
            script: str | None = None,
        ) -> Page:
            for _, other in taken:  # Material keeps the colours of the last page
                _forget(other)
            kind = (javascript, script)
            page = self._free[kind].pop() if self._free.get(kind) else self._new(*kind)
            taken.append((kind, page))
            page.bring_to_front()  # Chromium paints a page in the background once a second
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(
                color_scheme=scheme, reduced_motion="no-preference" if motion else "reduce"
            )
            response = page.goto(address)
            assert response is not None
            assert response.ok, f"{response.status} {response.url}"
            return page

        yield opened
        for kind, page in taken:
            _clear(page)
            self._free.setdefault(kind, []).append(page)

    def _new(self, javascript: bool, script: str | None) -> Page:
        if javascript not in self._contexts:
            context = self._browser.new_context(java_script_enabled=javascript)
            context.set_default_timeout(PATIENCE)
            self._contexts[javascript] = context
        page = self._contexts[javascript].new_page()
        if script:
            page.add_init_script(script)
        return page


def _clear(page: Page) -> None:
    page.unroute_all()
    page.mouse.move(-1, -1)
    page.emulate_media(media="null")
    _forget(page)
    page.goto("about:blank")


def _forget(page: Page) -> None:
    page.evaluate("() => (localStorage.clear(), sessionStorage.clear())")


def settle(page: Page) -> None:
    """Wait until fonts and pictures are there, and the page's scripts have nothing to do."""
    page.evaluate(
        """async () => {
            await document.fonts.ready;
            for (const image of document.images) image.loading = "eager";  // those below, too
            await Promise.all([...document.images].map((image) => image.decode().catch(() => 0)));
            await new Promise((done) => requestIdleCallback(done, {timeout: 10000}));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )


class Log:
    """What goes wrong in a page within the block, and what it asks other hosts for."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.host = host
        self.requests: list[str] = []
        self.problems: list[str] = []
        self._listeners: dict[Any, Callable[[Any], None]] = {
            "request": self._request,
            "response": self._response,
            "pageerror": lambda error: self.problems.append(f"exception: {error}"),
            "console": lambda said: self._console(said.type, said.text),
        }

    def __enter__(self) -> Log:
        for event, listener in self._listeners.items():
            self.page.on(event, listener)
        return self

    def __exit__(self, *_: object) -> None:
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.problems.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.problems.append(f"console: {text}")


@cache
def _axe() -> str:
    return (files("axe_core_python") / "axe.min.js").read_text("utf-8")


def violations(page: Page, selector: str | None = None) -> dict[str, list[str]]:
    """The axe rules that a page, or its elements of a selector, violates, and where.

    What moves or fades comes to its end first: on the way colours have other contrasts.
    """
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        """async (selector) => {
            const ends = ({playState, effect}) =>
                playState === "running" && isFinite(effect.getComputedTiming().endTime);
            const ending = document.getAnimations().filter(ends);
            await Promise.all(ending.map(({finished}) => finished.catch(() => {})));
            const context = selector ? {include: [[selector]]} : document;
            const options = {resultTypes: ["violations"], preload: false};
            const {violations} = await axe.run(context, options);
            return violations.map(({id, nodes}) => ({id, html: nodes.map((node) => node.html)}));
        }""",
        selector,
    )
    return {rule["id"]: rule["html"] for rule in found}


def style(element: Locator, name: str) -> str:
    """The computed value of a CSS property."""
    return str(element.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name))


def height(element: Locator) -> float:
    return float(element.evaluate("(e) => e.getBoundingClientRect().height"))


def lines(element: Locator) -> int:
    """How many lines of text an element shows."""
    return round(height(element) / float(style(element, "line-height").removesuffix("px")))


# What an element looks like, as far as the focus can change it.
_LOOK = """(e) => {
    const {outlineStyle, outlineWidth, color, backgroundColor, boxShadow, textDecorationLine} =
        getComputedStyle(e);
    const outline = outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth}`;
    return [outline, color, backgroundColor, boxShadow, textDecorationLine].join(" | ");
}"""

# Nothing covers the first line of an element, and it is on the screen.
_IN_SIGHT = """(e) => {
    const {left, top, width, height} = e.getClientRects()[0];
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return e.contains(there);
}"""


def tab_to(page: Page, element: Locator, *, seen: bool = True) -> None:
    """Move the focus to an element with the Tab key; `seen`: one sees that it has the focus."""
    before = element.evaluate(_LOOK)
    for _ in range(page.locator("a, button, input, summary, [tabindex]").count() + 5):
        page.keyboard.press("Tab")
        if element.evaluate("(e) => e === document.activeElement"):
            break
    else:
        raise AssertionError(f"the Tab key does not lead to {element}")
    if seen:
        handle = element.element_handle()
        page.wait_for_function(f"([e, before]) => ({_LOOK})(e) !== before", arg=[handle, before])
        page.wait_for_function(f"(e) => ({_IN_SIGHT})(e)", arg=handle)


def overflowing(page: Page) -> list[str]:
    """Elements of ours that are wider than what holds them, or that cut off what they hold."""
    found: list[str] = page.evaluate(
        """(ours) => [...document.querySelectorAll(ours)].filter((e) => {
            const {position, overflowX} = getComputedStyle(e);
            const box = e.getBoundingClientRect();
            if (position === "fixed" || box.width === 0) return false;
            let holder = e.parentElement;
            while (getComputedStyle(holder).display === "contents") holder = holder.parentElement;
            const outer = holder.getBoundingClientRect();
            const scrolls = overflowX === "auto" || overflowX === "scroll";
            return box.right > outer.right + 1 || box.left < outer.left - 1
                || (!scrolls && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0);
        }).map((e) => e.outerHTML.slice(0, 120))""",
        OURS,
    )
    return found


def small_targets(page: Page, selector: str, least: float = 24) -> list[str]:
    """Visible links, buttons and fields below `selector` that are less than `least` pixels wide
    or high, as WCAG 2.5.8 asks for; links within running text may be."""
    found: list[str] = page.evaluate(
        """([selector, least]) => [...document.querySelectorAll(selector)].flatMap((outer) =>
            [...outer.querySelectorAll("a, button, input, select, summary, label[for]")]
                .filter((e) => e.checkVisibility({opacityProperty: true}))
                .filter((e) => !e.closest(".pn-entry__excerpt"))
                .filter((e) => {
                    const {width, height} = e.getBoundingClientRect();
                    return Math.min(width, height) < least - .05;
                })
                .map((e) => e.outerHTML.slice(0, 120))
        )""",
        [selector, least],
    )
    return found


# Collects the layout shifts of our elements from the first paint on.
WATCH_SHIFTS = f"""
    window.shifts = [];
    window.noteShifts = (entries) => {{
        // Web Vitals call a page that adds up to 0.1 steady. A busy machine shows one or two
        // thousandths now and then, for a badge or a line that is painted late.
        for (const entry of entries.filter(({{value}}) => value >= 0.005)) {{
            for (const {{node}} of entry.sources) {{
                const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
                const ours = element?.closest('{OURS}');
                if (ours) shifts.push(`${{ours.className}}: ${{entry.value}}`);
            }}
        }}
    }};
    window.shiftWatch = new PerformanceObserver((list) => noteShifts(list.getEntries()));
    shiftWatch.observe({{type: "layout-shift", buffered: true}});
"""


def shifts(page: Page) -> list[str]:
    """The layout shifts of our elements until now; see `WATCH_SHIFTS`."""
    found: list[str] = page.evaluate("() => (noteShifts(shiftWatch.takeRecords()), window.shifts)")
    return found


def scroll_through(page: Page) -> None:
    """Scroll to the end, a screen at a time, and wait until that is painted."""
    page.evaluate(
        """async () => {
            const painted = () => new Promise((done) =>
                requestAnimationFrame(() => requestAnimationFrame(done)));
            const page = document.documentElement;
            while (page.scrollTop + page.clientHeight < page.scrollHeight - 1) {
                scrollBy({top: page.clientHeight, behavior: "instant"});
                await painted();
            }
            await painted();
        }"""
    )


# Ways of following a link


def by_mouse(page: Page, link: Locator) -> None:
    if not link.is_visible() or link.bounding_box()["x"] < 0:  # type: ignore[index]
        page.locator(".md-header label[for=__drawer]").click()
    link.click()


def by_keyboard(page: Page, link: Locator) -> None:
    # The theme's own links are in a drawer on phones, and stay there when they have the focus.
    ours = link.evaluate("(e, ours) => e.closest(ours) !== null", OURS)
    tab_to(page, link, seen=ours)
    page.keyboard.press("Enter")


Follow = Callable[[Page, Locator], None]


def follow_link(page: Page, link: Locator, follow: Follow) -> str:
    """Follow a link; gives the address that it leads to."""
    address = str(link.evaluate("(e) => e.href"))
    follow(page, link)
    page.wait_for_url(address)
    return address
