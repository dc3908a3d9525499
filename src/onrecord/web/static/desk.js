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

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key !== "/") return;
    const field = [...document.querySelectorAll("[data-key='/']")].find((one) => one.offsetParent);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
