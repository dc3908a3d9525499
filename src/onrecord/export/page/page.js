"use strict";
(() => {
  const root = document.documentElement;
  const beside = matchMedia("(min-width: 62rem)");
  root.classList.add("js");

  const pieces = (name) => [
    ...document.getElementsByClassName(name),
    ...document.querySelectorAll(`[data-e="${name}"]`),
  ];
  const mark = (name, as, on) => name && pieces(name).forEach((piece) => piece.classList.toggle(as, on));

  let current = "";
  const select = (name) => {
    if (name === current) return;
    mark(current, "on", false);
    mark(name, "on", true);
    current = name;
  };

  // Only the list scrolls, and only beside the article: below it, the page would jump away from the reader.
  const showEntry = (name) => {
    const entry = document.querySelector(`[data-e="${name}"]`);
    const list = entry && entry.closest(".list");
    if (!list || !beside.matches) return;
    const box = entry.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom)
      list.scrollBy({ top: box.top - frame.top - (frame.height - box.height) / 2 });
  };
  const showText = (name) => {
    const ref = document.getElementById(name);
    if (!ref) return;
    const box = ref.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 120) ref.scrollIntoView({ block: "center" });
  };

  const fromAddress = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const name = target.dataset.s || target.dataset.e;
    if (!name) return;
    select(name);
    showEntry(name);
  };

  document.addEventListener("focusin", ({ target }) => {
    const name = target.dataset.s;
    if (!name) return;
    select(name);
    if (target.classList.contains("ref")) showEntry(name);
    else if (beside.matches) showText(name);
  });

  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".text [data-s]");
    if (!piece || event.target.closest("a") || String(getSelection())) return;
    select(piece.dataset.s);
    showEntry(piece.dataset.s);
  });

  const hover = (on) => ({ target }) => {
    const piece = target.closest && target.closest("[data-s], [data-e]");
    if (piece) mark(piece.dataset.s || piece.dataset.e, "hot", on);
  };
  document.addEventListener("mouseover", hover(true));
  document.addEventListener("mouseout", hover(false));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "Escape") return select("");
    if (event.key !== "j" && event.key !== "k") return;
    const all = [...document.querySelectorAll(".go")];
    const at = all.findIndex((link) => link.dataset.s === current);
    const next = event.key === "j" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
    if (!all[next]) return;
    const name = all[next].dataset.s;
    if (beside.matches) all[next].focus({ preventScroll: true });
    else document.getElementById(name).focus({ preventScroll: true });
    select(name);
    showEntry(name);
    showText(name);
  });

  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
