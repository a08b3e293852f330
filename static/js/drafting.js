// The page of one section: what the toolbar inserts, what an unsaved text asks for, and words quoted in a comment.
// Saving and the preview are htmx's; the page works without any of it. A section of a template has the toolbar, and
// is asked about before it is left: its form is saved by its button and by nothing else.
(function () {
  "use strict";

  var OFTEN = 10000; // milliseconds after which words are saved even while somebody goes on typing
  var sent = null;
  var unsaved = false;
  var since = 0; // when the oldest word that is not saved was typed
  var kept = "section:" + window.location.pathname;

  function field() {
    return document.getElementById("id_text");
  }

  function form() {
    return document.getElementById("write-form");
  }

  function savesItself() {
    return form() !== null && "savesItself" in form().dataset;
  }

  function other(name) {
    return document.getElementById("id_" + name);
  }

  function state(words) {
    document.getElementById("save-state").textContent = words;
  }

  function isConflict() {
    return document.querySelector("[data-conflict]") !== null;
  }

  // What is not saved yet is kept in the tab, which has it again after a crash or a reload; it goes with the tab.
  function keep() {
    var copy = { by: form().dataset.by, seen: other("seen").value, base: other("base").value, text: field().value };
    try {
      window.sessionStorage.setItem(kept, JSON.stringify(copy));
    } catch (full) {
      // Then there is no copy, and the page asks before it is left.
    }
  }

  function drop() {
    unsaved = false;
    try {
      window.sessionStorage.removeItem(kept);
    } catch (closed) {
      // There was none.
    }
  }

  function putBack() {
    var copy = null;
    try {
      copy = JSON.parse(window.sessionStorage.getItem(kept));
    } catch (closed) {
      return;
    }
    if (!copy || copy.by !== form().dataset.by || copy.text === field().value) {
      drop();
      return;
    }
    field().value = copy.text;
    other("seen").value = copy.seen;
    other("base").value = copy.base;
    state("Words that you typed before and that were not saved are back in the text.");
    field().dispatchEvent(new Event("input", { bubbles: true }));
  }

  function saveNow() {
    if (unsaved && savesItself() && !isConflict()) {
      since = Date.now();
      form().dispatchEvent(new Event("save-now"));
    }
  }

  // Put words where the cursor is, or around what is selected, as if they had been typed.
  function insert(before, words, after) {
    var text = field();
    var start = text.selectionStart;
    var end = text.selectionEnd;
    text.focus();
    text.setRangeText(before + words + after, start, end, "end");
    text.setSelectionRange(start + before.length, start + before.length + words.length);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function selected() {
    var text = field();
    return text.value.slice(text.selectionStart, text.selectionEnd);
  }

  function atStartOfLine() {
    var text = field();
    return text.selectionStart === 0 || text.value[text.selectionStart - 1] === "\n";
  }

  // A block stands on lines of its own, with an empty line before and after.
  // Then the cursor stands where the next paragraph begins.
  function insertBlock(words) {
    var text = field();
    var start = text.selectionStart;
    var before = text.value.slice(0, text.selectionStart);
    var after = text.value.slice(text.selectionEnd);
    var gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    var end = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    insert(gap, words, end);
    text.setSelectionRange(start + gap.length + words.length + 2, start + gap.length + words.length + 2);
  }

  // A way of writing that the chosen figure does not have cannot be pressed: a date in words, the whole plan as a percentage.
  function fit() {
    document.querySelectorAll(".wsoa-tools [data-as]").forEach(function (button) {
      var option = document.getElementById(button.dataset.insertChosen).selectedOptions[0];
      button.disabled = !option || !option.dataset[button.dataset.as];
    });
  }

  function use(button) {
    var data = button.dataset;
    if (data.insertAround) {
      insert(data.insertAround, selected() || "words", data.insertAround);
    } else if (data.insertBefore) {
      var lines = (selected() || "point").split("\n");
      insert(atStartOfLine() ? "" : "\n", lines.map(function (line) { return data.insertBefore + line; }).join("\n"), "");
    } else if ("insertLink" in data) {
      insert("[", selected() || "words", "](https://)");
    } else if (data.insertBlock) {
      insertBlock(data.insertBlock);
    } else if (data.insertChosen) {
      var option = document.getElementById(data.insertChosen).selectedOptions[0];
      var words = data.as ? option.dataset[data.as] : option.value;
      if ("block" in data) {
        insertBlock(words);
      } else {
        insert("", words, "");
        field().selectionStart = field().selectionEnd;
      }
    }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest(".wsoa-tools button");
    if (button) {
      use(button);
    }
    if (event.target.closest("[data-drops-mine]")) {
      drop();
    }
  });

  document.addEventListener("input", function (event) {
    if (event.target.id !== "id_text") {
      return;
    }
    if (!unsaved) {
      unsaved = true;
      since = Date.now();
    }
    if (!savesItself()) {
      return;
    }
    keep();
    if (Date.now() - since > OFTEN) {
      saveNow();
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.target.id === "write-form") {
      unsaved = false;
    }
  });

  // Another window, another app on a phone: what was typed is saved first.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      saveNow();
    }
  });

  // The page goes: what was typed is sent without waiting for the answer.
  window.addEventListener("pagehide", function () {
    if (!unsaved || !savesItself() || isConflict()) {
      return;
    }
    var words = new URLSearchParams(new FormData(form()));
    words.delete("base");
    fetch(form().action, { method: "POST", body: words, keepalive: true, headers: { "HX-Request": "true" } }).catch(function () {
      // Longer than a page may send as it goes. The tab has it.
    });
  });

  // While two texts wait to be put together, nothing is saved that nobody asked for.
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.elt.id !== "write-form") {
      return;
    }
    var cause = event.detail.triggeringEvent;
    if (cause && cause.type !== "submit" && isConflict()) {
      event.preventDefault();
      return;
    }
    sent = field().value;
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.elt.id === "write-form" && field()) {
      // A refusal is no failure to htmx, which shows it.
      if (event.detail.successful && event.detail.xhr.status < 400 && field().value === sent) {
        drop();
      } else {
        unsaved = true;
        keep();
      }
    }
  });

  // What could not be sent is sent again, until it arrives.
  document.addEventListener("htmx:sendError", function (event) {
    if (event.detail.elt.id === "write-form") {
      window.setTimeout(function () {
        field().dispatchEvent(new Event("input", { bubbles: true }));
      }, 10000);
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (unsaved) {
      event.preventDefault();
    }
  });

  // A comment begins with the words that are selected in the text.
  document.addEventListener(
    "toggle",
    function (event) {
      if (event.target.matches && event.target.matches("details[data-comment]") && event.target.open) {
        var quote = document.getElementById("id_comment-quote");
        if (quote && !quote.value && field()) {
          quote.value = selected();
        }
      }
    },
    true
  );

  document.addEventListener("change", function (event) {
    if (event.target.closest(".wsoa-tools")) {
      fit();
    }
  });

  document.addEventListener("htmx:afterSettle", fit);

  document.addEventListener("DOMContentLoaded", function () {
    fit();
    if (savesItself() && !isConflict() && !document.querySelector(".govuk-error-summary")) {
      putBack();
    }
  });
})();
