// The one script of our own. It stands first in the body, as a plain script, so that GOV.UK Frontend's classes are
// set before anything is drawn: the policy allows no inline script to do it. Every page works without it.
(function () {
  "use strict";

  var supported = "noModule" in HTMLScriptElement.prototype;
  document.body.className += " js-enabled" + (supported ? " govuk-frontend-supported" : "");
  if (!supported) {
    return;
  }

  var govukFrontend = import(document.currentScript.dataset.govukFrontend);

  function start(scope) {
    govukFrontend.then(function (frontend) {
      frontend.initAll({ scope: scope });
    });
  }

  // On a phone a filter takes up the whole first screen: fold it, unless it is in use.
  function foldFilter() {
    if (window.matchMedia("(max-width: 40.0525rem)").matches) {
      document.querySelectorAll("details[data-fold-on-phone]").forEach(function (details) {
        details.open = false;
      });
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    start(document);
    foldFilter();
  });

  // What htmx puts into a page is started too; the page itself has been.
  document.addEventListener("htmx:afterSettle", function (event) {
    start(event.detail.elt);
    var first = event.detail.elt.querySelector("[data-focus]");
    if (first) {
      first.focus();
    }
  });
})();
