// Material asks for a sitemap.xml beside every address that a link[rel=alternate] names. With one for
// every page these are requests that nothing answers, or that leave the host the site is read on. A
// rel with a space behind it means the same, and Material passes it over.
for (const link of document.querySelectorAll("link[rel=alternate]:is([hreflang], [type])")) {
  link.setAttribute("rel", "alternate ");
}

// Events are heard at the document, and elements looked up when they are needed, so that all goes on
// working where the theme replaces the page's content (Material's instant navigation).

// The reading-progress bar.
(() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let waiting = false;
  const draw = () => {
    waiting = false;
    const bar = document.querySelector(".pn-progress");
    if (!bar || still.matches) return;
    const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
    const share = scrollHeight > clientHeight ? scrollTop / (scrollHeight - clientHeight) : 0;
    bar.style.transform = `scaleX(${Math.min(1, share)})`;
  };
  const ask = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask, { passive: true });
})();

// Zotero's button looks at a page again when it is told that there is another one.
if (typeof document$ !== "undefined") {
  document$.subscribe(() => {
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  });
}

// Copying a citation.
(() => {
  // Where a page is not served safely, there is no clipboard but for what is selected.
  const copySelected = (element) => {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  };
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      return copySelected(element);
    }
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".pn-copy:not([data-markdown])");
    if (!button) return;
    const format = button.closest(".pn-cite__format");
    if (!(await copy(format.querySelector("code")))) return;
    const heard = button.closest(".pn-cite").querySelector("[data-heard]");
    const { copied, copy: usual } = button.dataset;
    heard.textContent = `${copied}${button.dataset.colon}${format.dataset.name}`;
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = usual;
      heard.textContent = "";
    }, 2000);
  });
})();

// Copying a note as Markdown, from the file beside its page.
(() => {
  // A promise in place of the text: Safari allows copying only as long as the click is going on.
  const copy = async (text) => {
    const blob = text.then((found) => new Blob([found], { type: "text/plain" }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } catch {
      try {
        await navigator.clipboard.writeText(await text);
      } catch {
        return copySelected(await text);
      }
    }
    return true;
  };
  // Where a page is not served safely, there is no clipboard but for what is selected.
  const copySelected = (text) => {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.cssText = "position: fixed; opacity: 0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  };
  const load = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };
  const show = () => {
    for (const part of document.querySelectorAll(".pn-markdown[hidden]")) part.hidden = false;
  };
  if (typeof document$ === "undefined") show();
  else document$.subscribe(show);

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".pn-copy[data-markdown]");
    if (!button) return;
    const { markdown, copied, colon } = button.dataset;
    const done = await copy(load(markdown)).catch(() => false);
    if (!done) {
      location.assign(markdown); // the reader can copy it from there
      return;
    }
    const usual = (button.dataset.usual ??= button.textContent);
    const heard = button.parentElement.querySelector("[data-heard]");
    button.textContent = copied;
    heard.textContent = `${copied}${colon}Markdown`;
    setTimeout(() => {
      button.textContent = usual;
      heard.textContent = "";
    }, 2000);
  });
})();

// Filtering and sorting the table of papers.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const texts = new WeakMap();
  // What describes the paper and the titles of its notes, not the words that every row has.
  const describe = (row) => {
    const { direction, titles } = row.dataset;
    const notes = [...row.querySelectorAll(".pn-papers__note a")].map((link) => link.title);
    const cells = [...row.cells].slice(0, -1).map((cell) => cell.textContent);
    return [...cells, direction, titles, ...notes].join("\n").toLocaleLowerCase();
  };
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, describe(row));
    return texts.get(row);
  };

  const filter = (form) => {
    const papers = form.closest(".pn-papers");
    const { text, ...choices } = Object.fromEntries(new FormData(form));
    const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = Object.entries(choices).filter(([, value]) => value);
    const rows = [...papers.querySelectorAll("tbody tr")];
    let shown = 0;
    for (const row of rows) {
      const fits =
        wanted.every(([name, value]) => row.dataset[name].split("\n").includes(value)) &&
        words.every((word) => textOf(row).includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    const count = papers.querySelector(".pn-papers__count");
    count.dataset.all ??= count.textContent;
    count.textContent =
      shown === rows.length
        ? count.dataset.all
        : count.dataset.some.replace("{shown}", shown).replace("{total}", rows.length);
  };

  const sort = (head) => {
    const table = head.closest("table");
    const column = head.cellIndex;
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const byDate = head.dataset.column === "year";
    const key = (row) => (byDate ? row.dataset.date : row.cells[column].textContent.trim());
    const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
    // what is not known comes last, whichever way the rest goes
    rows.sort(([a], [b]) =>
      !a || !b ? !a - !b : (descending ? -1 : 1) * collator.compare(a, b),
    );
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.(".pn-filter");
    if (form) filter(form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".pn-filter")) event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".pn-sort");
    if (button) sort(button.closest("th"));
  });
})();

// Links to a note in another language lead to the section that the reader is in. Where that is, the
// address says until the other page is there: at each level of the outline the heading's id, its
// level, its place among its siblings, and their number. Which headings belong together is the rule
// of `matched` in twins/outline.py.
(() => {
  const MARK = "#pn-at:";
  // ids that only say how often a heading was there before
  const counted = /(?:^|[-_])\d+$/;
  const level = (heading) => Number(heading.localName[1]);

  // The headings of the note's text, each with those below it.
  const outline = () => {
    const top = document.querySelector(".pn-header");
    const root = { level: 0, children: [] };
    if (!top) return root;
    const open = [root];
    for (const heading of top.parentElement.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const after = top.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!after || !heading.id) continue;
      while (open.at(-1).level >= level(heading)) open.pop();
      const node = { heading, level: level(heading), children: [], parent: open.at(-1) };
      node.parent.children.push(node);
      open.push(node);
    }
    return root;
  };

  // The last heading that the reader has reached.
  const reached = (node) => {
    const line = Math.min(innerHeight / 3, 200);
    const passed = node.children.filter(
      ({ heading }) => heading.getBoundingClientRect().top <= line,
    );
    return passed.length ? reached(passed.at(-1)) : node;
  };

  const place = () => {
    const steps = [];
    for (let node = reached(outline()); node.parent; node = node.parent) {
      const { children } = node.parent;
      const id = encodeURIComponent(node.heading.id);
      steps.unshift(`${id}:${node.level}.${children.indexOf(node)}.${children.length}`);
    }
    return steps.length ? MARK + steps.join("/") : "";
  };

  const find = (root, steps) => {
    const named = new Map();
    const name = (node) => {
      for (const child of node.children) {
        named.set(child.heading.id, child);
        name(child);
      }
    };
    name(root);
    let node = root;
    let next = 0;
    steps.forEach(({ id }, at) => {
      if (!counted.test(id) && named.has(id)) [node, next] = [named.get(id), at + 1];
    });
    for (const { level, number, count } of steps.slice(next)) {
      const child = node.children[number];
      if (node.children.length !== count || child.level !== level) break;
      node = child;
    }
    return node.heading;
  };

  const arrive = () => {
    if (!location.hash.startsWith(MARK)) return;
    const steps = location.hash.slice(MARK.length).split("/").map((step) => {
      const [id, numbers = ""] = step.split(":");
      const [level, number, count] = numbers.split(".").map(Number);
      return { id: decodeURIComponent(id), level, number, count };
    });
    const heading = find(outline(), steps);
    if (heading) location.replace(`#${encodeURIComponent(heading.id)}`);
    else history.replaceState(history.state, "", location.pathname + location.search);
  };

  // Who scrolls up to a link at the top of the page is still in the section that was read before,
  // unless they stay there.
  let rested = "";
  let rest;
  let leave;
  const settle = () => {
    const found = document.querySelector(".pn-translations") ? place() : "";
    if (found) rested = found;
    else leave = setTimeout(() => (rested = ""), 5000);
  };
  const move = () => {
    clearTimeout(rest);
    clearTimeout(leave);
    rest = setTimeout(settle, 150);
  };
  addEventListener("scroll", move, { passive: true });
  addEventListener("load", settle);

  // before the theme hears of it
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[hreflang]");
      if (!link?.closest(".pn-translations, .pn-behind, .pn-notice, .md-select")) return;
      if (document.querySelector(".pn-header")) link.hash = place() || rested;
    },
    true,
  );
  addEventListener("hashchange", arrive);
  if (typeof document$ === "undefined") arrive();
  else document$.subscribe(arrive);
})();
