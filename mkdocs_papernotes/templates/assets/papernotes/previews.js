// Previews: a card with title, paper and description of the note that a link leads to, where a mouse
// rests on the link or the keyboard has got to it. They are read from the page of the note itself.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const WAIT = 250; // milliseconds, so that nothing opens under a mouse that passes by
  const CONTENT = ".md-content, [role='main']";
  // These show what they lead to, lead to the same note, or lead to no note.
  const NONE = [
    ".pn-entry__title *, .pn-entry__more *, .pn-entry__twin *, .pn-badges *, .pn-translations *",
    ".pn-pager *, .pn-tags *, .md-tags *, .pn-counts *, .pn-entry__direction *, .pn-series__name *",
    ".pn-field:not([data-field='also']) *, .headerlink",
  ].join();
  const known = new Map();
  let link = null; // the one that has a card, or is about to get one
  let card = null;
  let timer = 0;
  let title = null;

  const text = (page, selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const read = async (address) => {
    const response = await fetch(address);
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const header = page.querySelector(".pn-header");
    if (!header) return null;
    page.querySelectorAll("h1 .headerlink").forEach((mark) => mark.remove());
    return {
      lang: page.documentElement.lang,
      title: text(page, "h1"),
      paper: header.dataset.paper ?? "",
      text: page.querySelector('meta[name="description"]')?.content ?? "",
    };
  };
  const note = (address) => {
    if (!known.has(address)) known.set(address, read(address).catch(() => null));
    return known.get(address);
  };

  const candidate = (target) => {
    const found = target.closest?.("a[href]");
    if (!(found instanceof HTMLAnchorElement) || found.download) return null;
    if (!found.closest(CONTENT) || found.matches(NONE)) return null;
    const { origin, pathname, search } = new URL(found.href);
    const isPage = /(?:\/[^.]*|\.html)$/.test(pathname) && !search;
    return isPage && origin === location.origin && pathname !== location.pathname ? found : null;
  };

  const close = () => {
    clearTimeout(timer);
    if (card) {
      card.remove();
      link.removeAttribute("aria-describedby");
      if (title) link.title = title;
    }
    link = card = title = null;
  };
  // Below the line of the link, or above it where there is more room.
  const place = (at) => {
    const lines = [...link.getClientRects()];
    const line = lines.find(({ top, bottom }) => at >= top && at <= bottom) ?? lines[0];
    const { left, top, width, height } = card.getBoundingClientRect();
    const below = line.bottom + height < innerHeight || line.top < height;
    const x = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
    card.style.translate = `${x - left}px ${(below ? line.bottom : line.top - height) - top}px`;
  };
  const open = async (at) => {
    const wanted = link;
    const found = await note(wanted.href.split("#")[0]);
    if (!found || link !== wanted || card || !wanted.isConnected) return;
    card = document.createElement("div");
    Object.assign(card, { className: "pn-card", id: "pn-card", role: "tooltip", lang: found.lang });
    const box = document.createElement("div");
    for (const part of ["title", "paper", "text"]) {
      if (!found[part]) continue;
      const line = document.createElement("p");
      line.className = `pn-card__${part}`;
      line.textContent = found[part];
      box.append(line);
    }
    card.append(box);
    link.closest(CONTENT).append(card);
    place(at);
    title = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", card.id);
  };
  const plan = (found, at) => {
    if (found === link) {
      if (card) clearTimeout(timer);
      return;
    }
    close();
    if (!found || found.hasAttribute("aria-describedby")) return;
    link = found;
    timer = setTimeout(open, WAIT, at);
  };
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(close, card ? WAIT : 0);
  };

  document.addEventListener("pointerover", ({ target, pointerType, clientY }) => {
    if (pointerType === "touch" || link?.matches(":focus-visible")) return;
    const found = candidate(target);
    if (found) plan(found, clientY);
    else if (card?.contains(target)) clearTimeout(timer);
    else if (link) leave();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    if (link && !link.matches(":focus-visible")) leave();
  });
  document.addEventListener("focusin", ({ target }) => {
    const found = candidate(target);
    if (found?.matches(":focus-visible")) plan(found, -1);
    else close();
  });
  document.addEventListener("focusout", ({ target }) => target === link && close());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  document.addEventListener("pointerdown", ({ target }) => card?.contains(target) || close());
  document.addEventListener("click", ({ target }) => card?.contains(target) || close());
  addEventListener("resize", close);
  addEventListener("pagehide", close); // a page that comes back from the browser's memory
  // Material replaces the page without loading it anew where instant navigation is on.
  if (typeof document$ !== "undefined") document$.subscribe(close);
})();
