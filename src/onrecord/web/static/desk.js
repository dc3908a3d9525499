"use strict";
(() => {
  // Moments in the reader's time zone: the server writes them so from the second page on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const known = document.cookie.split("; ").find((one) => one.startsWith("zone="));
  const rezone = (root) => {
    for (const time of root.querySelectorAll("time[data-zoned]")) {
      const at = new Date(time.dateTime);
      if (isNaN(at)) continue;
      const part = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
      const day = part({ day: "numeric" }), month = part({ month: "short" }).slice(0, 3), year = part({ year: "numeric" });
      time.textContent = `${day} ${month} ${year}, ${part({ hour: "2-digit", minute: "2-digit" })}`;
    }
  };
  if (known !== `zone=${encodeURIComponent(zone)}`) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;
    rezone(document);
  }

  const typing = (target) => target.closest && target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  const notice = document.getElementById("notice");
  const say = (words) => { notice.textContent = words; };

  // Where in the article's text a point of the page is: in characters as the record counts them.
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element && element.closest(".text p[data-at]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    const words = before.cloneContents();
    words.querySelectorAll(".ref").forEach((ref) => ref.remove());
    return Number(paragraph.dataset.at) + [...words.textContent].length;
  };
  let picked = null;
  const pick = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    const words = range.cloneContents();
    words.querySelectorAll(".ref").forEach((ref) => ref.remove());
    picked = { spans: `${start}-${end}`, words: words.textContent.replace(/\s+/g, " ").trim() };
    document.querySelectorAll("[data-take]").forEach((button) => { button.hidden = false; });
  };
  document.addEventListener("selectionchange", pick);
  // A press on a button must not take the selection away before it is used.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-take]")) event.preventDefault();
  });
  const take = (form, name) => {
    // What was selected just now may not have been told of yet.
    pick();
    if (!picked) return;
    form.elements[name].value = picked.words;
    form.elements[`${name}_spans`].value = picked.spans;
  };
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-span]")) target.form.elements[`${target.name}_spans`].value = "";
  });

  const close = (link) => {
    const panel = document.getElementById(link.getAttribute("aria-controls"));
    panel.replaceChildren();
    link.setAttribute("aria-expanded", "false");
    link.focus({ preventScroll: true });
  };
  // Before htmx sees it: a second click closes what the first one opened.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".why[aria-expanded=true]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    close(link);
  }, true);

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest && target.closest("[data-take], [data-copy]");
    if (!button) return;
    if (button.dataset.take) return take(button.form, button.dataset.take);
    const element = document.getElementById(button.dataset.copy);
    const words = element.textContent.replace(/\s+/g, " ").trim();
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      getSelection().selectAllChildren(element);
      document.execCommand("copy");
    }
    say("Copied.");
  });

  const current = () => {
    const field = document.activeElement && document.activeElement.closest(".entry");
    return field || document.querySelector(".entry.on");
  };
  const keys = {
    "/": () => {
      const field = [...document.querySelectorAll("[data-key='/']")].find((one) => one.offsetParent);
      if (field) { field.focus(); field.select(); }
      return field;
    },
    e: () => {
      const link = current() && current().querySelector(".why");
      if (link) link.click();
      return link;
    },
    x: () => {
      const entry = current();
      if (!entry) return null;
      htmx.ajax("POST", `/statements/${entry.querySelector(".why").getAttribute("href").split("/").pop()}/delete`,
        { target: "#reading", select: "#reading", selectOOB: "#notice", swap: "outerHTML show:none" });
      return entry;
    },
    u: () => {
      const form = document.querySelector("#notice form[data-undo]");
      if (form) form.requestSubmit();
      return form;
    },
    n: () => {
      const more = document.getElementById("add-statement");
      if (!more) return null;
      more.open = true;
      const form = more.querySelector("form");
      take(form, "content");
      form.elements.content.focus();
      return form;
    },
  };
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form[data-correct]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.key === "Escape") {
      const entry = event.target.closest && event.target.closest(".entry");
      const link = entry && entry.querySelector(".why[aria-expanded=true]");
      if (link) close(link);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keys[event.key]) return;
    if (keys[event.key]()) event.preventDefault();
  });

  // After a correction the article is shown anew: the list stays where it was, and so does the keyboard.
  let scrolled = 0;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "reading") scrolled = (detail.target.querySelector(".list") || {}).scrollTop || 0;
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    rezone(detail.elt);
    if (detail.elt.id === "reading") {
      const list = detail.elt.querySelector(".list");
      if (list) list.scrollTop = scrolled;
      const open = detail.elt.querySelector("[data-open]");
      const link = open && open.closest(".entry").querySelector(".go");
      // What had the keyboard may be gone with the old text; where the reader has moved on, they stay.
      const lost = !document.activeElement || document.activeElement === document.body;
      if (lost && (link || list)) (link || list).focus({ preventScroll: true });
      picked = null;
    }
    const closer = detail.elt.closest && detail.elt.closest(".closer");
    if (closer && closer.firstElementChild) {
      const link = document.querySelector(`[aria-controls="${closer.id}"]`);
      link.setAttribute("aria-expanded", "true");
      closer.querySelectorAll("[data-take]").forEach((button) => { button.hidden = !picked; });
      (closer.querySelector("button, textarea") || link).focus({ preventScroll: true });
    }
  });
})();
