// Search and filters over the list of stories that stands in the page. Without this script the list is complete.
(function () {
  "use strict";
  var form = document.getElementById("story-filters");
  var count = document.getElementById("story-count");
  var search = document.getElementById("story-search");
  var stories = Array.from(document.getElementById("story-list").children);
  var filters = Array.from(form.querySelectorAll("select"));

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'");
  }

  var texts = stories.map(function (story) { return plain(story.textContent); });

  function fits(story, at) {
    var wanted = plain(search.value).split(/\s+/);
    return wanted.every(function (word) { return texts[at].includes(word); }) && filters.every(function (filter) {
      return !filter.value || story.getAttribute("data-" + filter.dataset.filter).split("|").includes(filter.value);
    });
  }

  function show() {
    var shown = 0;
    stories.forEach(function (story, at) {
      story.hidden = !fits(story, at);
      shown += story.hidden ? 0 : 1;
    });
    count.textContent = count.dataset.words.replace("{shown}", shown).replace("{all}", stories.length);
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show); });
  show();
})();
