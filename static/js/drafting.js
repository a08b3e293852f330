// The page of one section: what the toolbar inserts, what an unsaved text asks for, and words quoted in a comment.
// Saving and the preview are htmx's; the page works without any of it.
(function () {
  "use strict";

  var sent = null;
  var unsaved = false;

  function field() {
    return document.getElementById("id_text");
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
  function insertBlock(words) {
    var text = field();
    var before = text.value.slice(0, text.selectionStart);
    var after = text.value.slice(text.selectionEnd);
    var gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    var end = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    insert(gap, words, end);
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
      var words = (data.as && option.dataset[data.as]) || option.value;
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
      unsaved = false;
    }
  });

  document.addEventListener("input", function (event) {
    if (event.target.id === "id_text") {
      unsaved = true;
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.target.id === "write-form") {
      unsaved = false;
    }
  });

  // While two texts wait to be put together, nothing is saved that nobody asked for.
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.elt.id !== "write-form") {
      return;
    }
    var cause = event.detail.triggeringEvent;
    if (cause && cause.type !== "submit" && document.querySelector("[data-conflict]")) {
      event.preventDefault();
      return;
    }
    sent = field().value;
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.elt.id === "write-form" && field()) {
      unsaved = !event.detail.successful || field().value !== sent;
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
})();
