"use strict";
(() => {
  // Statements that can be judged, by keyboard: rows of an issue, and examples around its threshold.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const at = () => rows().findIndex((row) => row.contains(document.activeElement));
  const go = (place) => {
    const row = rows()[place];
    if (!row) return false;
    row.querySelector(".words a, .what a").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest", behavior: "instant" });
    return true;
  };
  const press = (key) => {
    const row = rows()[at()];
    const field = row && row.querySelector(`[data-key="${key}"]`);
    if (!field) return false;
    field.click();
    if (field.type === "radio") go(at() + 1) || field.focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=radio]), select, textarea")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step ? go(at() < 0 && step < 0 ? rows().length - 1 : at() + step) : press(event.key)) event.preventDefault();
  });

  // Buttons of a form that stand outside it are not sent by htmx.
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const button = detail.triggeringEvent && detail.triggeringEvent.submitter;
    if (button && button.name && button.hasAttribute("form")) detail.formData.set(button.name, button.value);
  });

  // Shown anew, the page keeps the keyboard where it was: on the row that took the place of the one left out.
  let left = -1, high = 0;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "main") [left, high] = [at(), scrollY];
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.elt.id !== "main") return;
    scrollTo({ top: high, behavior: "instant" });
    if (left >= 0) go(Math.min(left, rows().length - 1));
  });
})();
