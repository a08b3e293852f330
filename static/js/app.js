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

  // The token of the session as it is now: whoever signs in again in another tab can still save here.
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.parameters.csrfmiddlewaretoken) {
      event.detail.parameters.csrfmiddlewaretoken = token[1];
    }
  });

  // A save that did not arrive says so, above the form, where everything typed still stands.
  function sayNotSaved(form, words) {
    var old = form.querySelector("[data-not-saved]");
    if (old) {
      old.remove();
    }
    var summary = document.createElement("div");
    summary.className = "govuk-error-summary";
    summary.setAttribute("data-not-saved", "");
    summary.setAttribute("role", "alert");
    summary.tabIndex = -1;
    var title = document.createElement("h2");
    title.className = "govuk-error-summary__title";
    title.textContent = "Not saved";
    var body = document.createElement("p");
    body.className = "govuk-body";
    body.textContent = words;
    summary.append(title, body);
    form.prepend(summary);
    summary.focus();
  }

  document.addEventListener("htmx:responseError", function (event) {
    var signedOut = [401, 403].includes(event.detail.xhr.status);
    sayNotSaved(
      event.detail.elt,
      signedOut
        ? "You are signed out. Sign in again in another tab of this browser, then save here. What you typed is still below."
        : "Something went wrong on our side. What you typed is still below: try again in a minute."
    );
  });

  document.addEventListener("htmx:sendError", function (event) {
    sayNotSaved(event.detail.elt, "The service could not be reached. What you typed is still below: check your connection, then save again.");
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
