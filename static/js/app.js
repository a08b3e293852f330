// The script of every page. It stands first in the body, as a plain script, so that GOV.UK Frontend's classes are
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

  // Fields that only some ratings call for: shown for those, and left out of what is sent otherwise. A field in
  // error stays.
  function showForRating(fieldset) {
    var chosen = fieldset.form.querySelector("input[name=rating]:checked");
    var called = fieldset.dataset.shownFor.split(" ").includes(chosen ? chosen.value : "");
    fieldset.hidden = !called && !fieldset.querySelector(".govuk-form-group--error");
    fieldset.disabled = fieldset.hidden;
  }

  function showForRatings(scope) {
    scope.querySelectorAll("fieldset[data-shown-for]").forEach(showForRating);
  }

  document.addEventListener("change", function (event) {
    if (event.target.name === "rating" && event.target.form) {
      showForRatings(event.target.form);
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    start(document);
    showForRatings(document);
    foldFilter();
  });

  // Whoever signs out leaves nothing behind in the tab.
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-signs-out]")) {
      window.sessionStorage.clear();
    }
  });

  // What fills the screen is left with Escape too.
  document.addEventListener("keydown", function (event) {
    var leave = document.querySelector("a[data-leave]");
    if (leave && event.key === "Escape" && !event.defaultPrevented) {
      leave.click();
    }
  });

  // The token of the session as it is now: whoever signs in again in another tab can still save here.
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.parameters.csrfmiddlewaretoken) {
      event.detail.parameters.csrfmiddlewaretoken = token[1];
    }
  });

  // A save that did not arrive says so, above the form, where everything typed still stands.
  function sayNotSaved(elt, words) {
    if (elt.closest("[data-quiet]")) {
      return;
    }
    // What is saved while somebody types says so beside its button, and leaves the cursor where it is.
    if (elt.closest("[data-saves-itself]")) {
      var state = document.getElementById("save-state");
      state.textContent = "Not saved. " + words;
      state.className = "govuk-error-message";
      return;
    }
    var form = elt.closest("[data-saved-alone]") || elt;
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
    var status = event.detail.xhr.status;
    var words = "Something went wrong on our side. What you typed is still below: try again in a minute.";
    if ([401, 403].includes(status)) {
      words = "You are signed out. Sign in again in another tab of this browser, then save here. What you typed is still below.";
    } else if (status === 413) {
      words = "The file is too large. Choose a smaller one, or give a link to it instead. What you typed is still below.";
    }
    sayNotSaved(event.detail.elt, words);
  });

  document.addEventListener("htmx:sendError", function (event) {
    sayNotSaved(event.detail.elt, "The service could not be reached. What you typed is still below: check your connection, then save again.");
  });

  // A file that is too large is not sent first and refused afterwards.
  document.addEventListener("htmx:beforeRequest", function (event) {
    var large = Array.from(event.detail.elt.querySelectorAll("input[type=file][data-max-bytes]")).some(function (input) {
      return input.files[0] && input.files[0].size > Number(input.dataset.maxBytes);
    });
    if (large) {
      event.preventDefault();
      sayNotSaved(event.detail.elt, "The file is larger than may be sent here. Choose a smaller one.");
    }
  });

  // How far a file has been sent; once it has, how long it is read cannot be told.
  document.addEventListener("htmx:xhr:progress", function (event) {
    var box = event.detail.elt && event.detail.elt.querySelector("[data-upload]");
    if (!box || !event.detail.lengthComputable) {
      return;
    }
    box.hidden = false;
    var bar = box.querySelector("progress");
    var isSent = event.detail.loaded >= event.detail.total;
    if (isSent) {
      bar.removeAttribute("value");
    } else {
      bar.value = (100 * event.detail.loaded) / event.detail.total;
    }
    box.querySelector("[data-upload-words]").textContent = isSent ? "Reading the file" : "Sending the file";
  });

  // What htmx puts into a page is started too; the page itself has been.
  document.addEventListener("htmx:afterSettle", function (event) {
    start(event.detail.elt);
    showForRatings(event.detail.elt.parentElement || document);
    var elt = event.detail.elt;
    var first = elt.matches("[data-focus]") ? elt : elt.querySelector("[data-focus]");
    if (first) {
      first.focus();
    }
  });
})();
