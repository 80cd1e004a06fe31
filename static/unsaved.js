// Asks before a changed form is left, and says when the line dropped. The form itself works without.
(() => {
  "use strict";
  let changed = false;
  const isForm = (element) => Boolean(element && element.closest && element.closest("#edit-form"));
  document.addEventListener("input", (event) => {
    if (isForm(event.target)) changed = true;
  });
  document.addEventListener("submit", (event) => {
    if (isForm(event.target)) changed = false;
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status < 300 && isForm(event.detail.elt)) changed = false;
  });
  document.addEventListener("htmx:sendError", (event) => {
    const kept = document.getElementById("form-kept");
    if (!kept || !isForm(event.detail.elt)) return;
    changed = true;
    document.getElementById("status-line").textContent = kept.dataset.dropped;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
