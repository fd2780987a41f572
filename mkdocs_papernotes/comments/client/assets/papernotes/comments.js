// Comments: the thread of a page is loaded when its reader comes near, or clicks where the site asks
// first. It has the language of the page, and its colours, also when the reader changes them.
(() => {
  const NEAR = "600px"; // some screens of a phone before the end of the note
  const SESSION = "giscus-session"; // as the script of giscus itself calls it
  const loaded = new Map(); // what was loaded on this page: the box, and how to give it its colours

  const boxes = () => document.querySelectorAll(".pn-comments[data-provider]");
  const isDark = () => {
    const { body, documentElement: root } = document;
    const scheme = body.dataset.mdColorScheme ?? root.dataset.bsTheme;
    if (["slate", "dark", "default", "light"].includes(scheme)) return /slate|dark/.test(scheme);
    // a scheme of the author's own, or a theme without any
    const [red, green, blue, alpha = 1] =
      getComputedStyle(body).backgroundColor.match(/^rgba?\((.*)\)$/)?.[1].match(/[\d.]+/g) ?? [];
    return alpha > 0 && 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  };

  // giscus: an iframe, with the parameters that its own script gives it. Nothing of it runs in the page.

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(SESSION)) ?? "";
    } catch {
      return "";
    }
  };
  const keep = (session) => {
    try {
      if (session) localStorage.setItem(SESSION, JSON.stringify(session));
      else localStorage.removeItem(SESSION);
    } catch {
      // a browser that keeps nothing asks again
    }
  };
  // Who has just signed in comes back with a session in the address.
  const arrive = () => {
    const here = new URL(location.href);
    const session = here.searchParams.get("giscus");
    if (!session) return;
    keep(session);
    here.searchParams.delete("giscus");
    history.replaceState(history.state, "", here);
  };

  const widget = (box) => {
    const { host, lang, thread, light, dark, repo, category, strict, input, ...more } = box.dataset;
    const here = new URL(location.href);
    here.hash = "";
    const parameters = new URLSearchParams({
      origin: `${here}#pn-comments`,
      session: kept(),
      theme: isDark() ? dark : light,
      reactionsEnabled: more.reactions,
      emitMetadata: "0",
      inputPosition: input,
      repo,
      repoId: more.repoId,
      category,
      categoryId: more.categoryId,
      strict,
      description: document.querySelector('meta[name="description"]')?.content ?? "",
      backLink: document.querySelector('link[rel="canonical"]')?.href ?? `${here}`,
      term: thread,
    });
    return `${host}/${lang}/widget?${parameters}`;
  };
  const giscus = (box, place) => {
    const frame = document.createElement("iframe");
    frame.className = "pn-comments__frame";
    frame.title = box.querySelector("h2").textContent;
    frame.allow = "clipboard-write";
    frame.src = widget(box);
    place.append(frame);
    const { host, light, dark } = box.dataset;
    return () => {
      const message = { giscus: { setConfig: { theme: isDark() ? dark : light } } };
      frame.contentWindow?.postMessage(message, new URL(host).origin);
    };
  };
  addEventListener("message", ({ data, origin, source }) => {
    const frames = [...document.querySelectorAll(".pn-comments__frame")];
    const frame = frames.find(({ contentWindow }) => contentWindow === source);
    const box = frame?.closest(".pn-comments");
    if (!box || origin !== new URL(box.dataset.host).origin || !data?.giscus) return;
    const { resizeHeight, signOut, error = "" } = data.giscus;
    if (!box.hasAttribute("data-there")) {
      box.setAttribute("data-there", "");
      box.querySelector(".pn-comments__link")?.setAttribute("hidden", "");
      loaded.get(box)?.(); // the colours may have changed before it could hear of them
    }
    if (resizeHeight) frame.style.height = `${resizeHeight}px`;
    const isOver = /Bad credentials|Invalid state value|State has expired/.test(error);
    if (signOut || (isOver && kept())) {
      keep("");
      frame.src = widget(box);
    }
  });

  // Waline: its client, a module. Without these settings it would ask other hosts for pictures.

  const waline = async (box, place) => {
    const { server, script, styles, options, thread, lang } = box.dataset;
    const sheet = new URL(styles, location.href).href;
    if (![...document.styleSheets].some(({ href }) => href === sheet)) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet });
      document.head.append(link);
    }
    const client = await import(new URL(script, location.href).href);
    const init = client.init ?? globalThis.Waline?.init;
    const made = box.isConnected && init({
      emoji: false,
      search: false,
      ...JSON.parse(options || "{}"),
      el: place,
      serverURL: server,
      path: thread,
      lang,
      dark: "[data-pn-dark]",
    });
    return () => box.isConnected || made?.destroy?.();
  };

  const providers = { giscus, waline };

  const load = async (box) => {
    if (loaded.has(box)) return;
    loaded.set(box, () => {});
    try {
      loaded.set(box, await providers[box.dataset.provider](box, box.querySelector(".pn-comments__thread")));
    } catch {
      box.querySelector(".pn-comments__failed").hidden = false;
    }
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        load(target);
      }
    },
    { rootMargin: `${NEAR} 0px` },
  );

  const colour = () => {
    const dark = isDark();
    for (const box of boxes()) {
      if (dark !== box.hasAttribute("data-pn-dark")) {
        box.toggleAttribute("data-pn-dark", dark);
        loaded.get(box)?.();
      }
    }
  };
  const watch = new MutationObserver(colour);
  for (const element of [document.documentElement, document.body]) {
    const attributeFilter = ["data-md-color-scheme", "data-bs-theme", "class", "style"];
    watch.observe(element, { attributeFilter });
  }

  const start = () => {
    for (const [box, update] of loaded) {
      if (box.isConnected) continue;
      loaded.delete(box);
      update();
    }
    for (const box of boxes()) {
      if (box.dataset.provider === "giscus") arrive();
      box.toggleAttribute("data-pn-dark", isDark());
      box.hidden = false;
      const consent = box.querySelector(".pn-comments__consent");
      if (consent) consent.hidden = false;
      else seen.observe(box);
    }
  };
  document.addEventListener("click", ({ target }) => {
    const consent = target.closest?.(".pn-comments__load")?.closest(".pn-comments__consent");
    if (!consent) return;
    const box = consent.closest(".pn-comments");
    consent.hidden = true;
    box.querySelector(".pn-comments__thread").focus({ preventScroll: true });
    load(box);
  });

  // Material's instant navigation replaces the content of the page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
