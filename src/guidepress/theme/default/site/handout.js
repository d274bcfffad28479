// Makes the handout of one session from what is ticked. The choice stays in the address, behind the number sign.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("handout-data").textContent);
  var byId = function (name) { return document.getElementById("handout-" + name); };
  var form = byId("form"), sheet = byId("sheet"), guide = byId("guide"), status = byId("status");
  var fields = { title: byId("title"), date: byId("date"), place: byId("place") };

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function chosenGuide() {
    return data.guides.find(function (it) { return it.id === guide.value; }) || data.guides[0];
  }

  function choice(kind, value, label) {
    var id = "choice-" + kind + "-" + value, row = element("div", { "class": "choice" });
    row.append(element("input", { type: "checkbox", id: id, value: value, "data-kind": kind }));
    row.append(element("label", { "for": id }, label));
    return row;
  }

  function fills(question) {
    var box = element("div", { "class": "fills" });
    question.blanks.forEach(function (words, at) {
      var id = "fill-" + question.number + "-" + at;
      var label = element("label", { "for": id }, words + " ");
      box.append(label, element("input", { id: id, autocomplete: "off", "data-question": question.number }));
    });
    return box;
  }

  function offer() {
    var stories = byId("stories"), questions = byId("questions"), here = chosenGuide();
    stories.replaceChildren.apply(stories, here.stories.map(function (name) {
      return choice("story", name, data.stories[name].label);
    }));
    questions.replaceChildren.apply(questions, here.questions.map(function (question) {
      var row = choice("question", question.number, question.number + ". " + question.text);
      if (question.blanks.length) { row.append(fills(question)); }
      return row;
    }));
  }

  function ticked(kind) {
    return Array.from(form.querySelectorAll("input[data-kind=" + kind + "]:checked"), function (box) {
      return box.value;
    });
  }

  function filled(question) {
    return Array.from(form.querySelectorAll("input[data-question='" + question.number + "']"), function (input) {
      return input.value.trim();
    });
  }

  function titles(names) {
    return names.map(function (name) { return data.stories[name].title; });
  }

  function questionItem(question, chosen) {
    var item = element("li", { value: question.number });
    item.innerHTML = question.html; // our own markup, out of the guide
    var given = filled(question), stories = titles(chosen);
    Array.from(item.querySelectorAll(".blank")).forEach(function (blank, at) {
      var number = Number(blank.dataset.blank) || 0;
      var words = given[at] || stories[Math.max(number, 1) - 1] || "";
      if (words) { blank.replaceWith(element("span", { "class": "fill" }, words)); }
    });
    return item;
  }

  function draw() {
    var here = chosenGuide(), stories = ticked("story"), numbers = ticked("question");
    var when = [fields.date.value && new Date(fields.date.value + "T12:00:00").toLocaleDateString(
      document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" }), fields.place.value.trim()];
    document.getElementById("sheet-title").textContent = fields.title.value.trim() || here.title;
    document.getElementById("sheet-when").textContent = when.filter(Boolean).join(", ");
    var cards = document.getElementById("sheet-stories");
    cards.innerHTML = stories.map(function (name) { return data.stories[name].card; }).join(""); // likewise
    var list = document.getElementById("sheet-questions");
    var asked = here.questions.filter(function (it) { return numbers.includes(String(it.number)); });
    list.replaceChildren.apply(list, asked.map(function (it) { return questionItem(it, stories); }));
    document.getElementById("sheet-questions-title").hidden = !asked.length;
    sheet.hidden = !stories.length && !asked.length;
    status.textContent = status.dataset.words.replace("{stories}", stories.length).replace("{questions}", asked.length);
  }

  function kept() {
    var state = new URLSearchParams({ guide: guide.value });
    Object.keys(fields).forEach(function (name) {
      if (fields[name].value) { state.set(name, fields[name].value); }
    });
    ticked("story").forEach(function (name) { state.append("story", name); });
    ticked("question").forEach(function (number) { state.append("question", number); });
    form.querySelectorAll("input[data-question]").forEach(function (input) {
      if (input.value) { state.set(input.id, input.value); }
    });
    return "#" + state.toString();
  }

  function changed() {
    draw();
    byId("link").setAttribute("href", kept());
    history.replaceState(null, "", kept());
  }

  function restore() {
    var state = new URLSearchParams(location.hash.slice(1));
    if (!data.guides.some(function (it) { return it.id === state.get("guide"); })) { offer(); draw(); return; }
    guide.value = state.get("guide");
    offer();
    Object.keys(fields).forEach(function (name) { fields[name].value = state.get(name) || ""; });
    ["story", "question"].forEach(function (kind) {
      state.getAll(kind).forEach(function (value) {
        var box = document.getElementById("choice-" + kind + "-" + value);
        if (box) { box.checked = true; }
      });
    });
    state.forEach(function (value, name) {
      var input = /^fill-\d+-\d+$/.test(name) && document.getElementById(name);
      if (input) { input.value = value; }
    });
    draw();
    byId("link").setAttribute("href", kept());
  }

  form.hidden = false;
  byId("without").hidden = true;
  guide.addEventListener("input", offer); // before the form hears of it
  form.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { offer(); changed(); }); });
  byId("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("hashchange", restore);
  restore();
})();
