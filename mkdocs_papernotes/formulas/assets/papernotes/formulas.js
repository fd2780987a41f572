// Typesets formulas with the KaTeX beside this file, which is fetched only where there is a formula.
// arithmatex leaves \(…\) and \[…\] in elements of the class `arithmatex`.
(() => {
  const folder = new URL("katex/", document.currentScript.src);
  let katex;

  const fetched = (element) =>
    new Promise((resolve, reject) => {
      element.addEventListener("load", resolve);
      element.addEventListener("error", reject);
      document.head.append(element);
    });
  const fetchKatex = async () => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet" });
    style.href = new URL("katex.min.css", folder);
    const script = document.createElement("script");
    script.src = new URL("katex.min.js", folder);
    const known = document.querySelector('link[href$="papernotes/katex/katex.min.css"]');
    await Promise.all([known ?? fetched(style), fetched(script)]);
    return globalThis.katex;
  };

  const macros = () => {
    const given = document.querySelector("script.pn-macros");
    return given ? JSON.parse(given.textContent) : {};
  };

  // A formula that is wider than the column scrolls; so that keys can scroll it, it takes the focus.
  // In a line of text KaTeX breaks a formula where it can; its longest part decides.
  const isWide = (element) => {
    if (element.matches("div")) return element.scrollWidth > element.clientWidth;
    const block = element.closest("p, li, dd, figcaption, td, th");
    if (!block || block.matches("td, th")) return false;
    return [...element.querySelectorAll(".base")].some((part) => part.offsetWidth > block.clientWidth);
  };
  const letFocus = (element) => {
    const wide = isWide(element);
    element.toggleAttribute("data-wide", wide);
    if (wide) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  };

  const typeset = async () => {
    const formulas = document.querySelectorAll(".arithmatex:not([data-typeset])");
    if (!formulas.length) return;
    katex ??= fetchKatex();
    const { render } = await katex;
    for (const element of formulas) {
      if ("typeset" in element.dataset) continue;
      const source = element.textContent.trim();
      const displayMode = source.startsWith("\\[");
      element.dataset.typeset = "";
      render(source.slice(2, -2), element, { displayMode, macros: macros(), throwOnError: false });
    }
    formulas.forEach(letFocus);
    await document.fonts.ready; // KaTeX's own letters are wider
    formulas.forEach(letFocus);
  };

  addEventListener("resize", () =>
    document.querySelectorAll(".arithmatex[data-typeset]").forEach(letFocus),
  );
  // Material replaces the page without loading it anew where instant navigation is on.
  if (typeof document$ === "undefined") typeset();
  else document$.subscribe(typeset);
})();
