// The preview's page: listens to the news, shows pages by their pictures' digests, and never scrolls by itself.
"use strict";

const $ = (id) => document.getElementById(id);
const meta = (name) => document.querySelector(`meta[name="guidepress-${name}"]`).content;
const POINT = 96 / 72;
const STEP = 50, WIDEST = 4000;
const DRAFT = "chosen";

/** Makes an element: h("p", {class: "quiet"}, "words", other). */
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let known = null;        // what the project holds
let view = null;         // the document's pages and problems
let shown = new URLSearchParams(location.search);
let source = null;       // the stream of news
let fresh = new Set();   // numbers of pages that changed last
let wanted = 0;          // the page to go to once it is there
let near = new Set();    // leaves that are in view or close to it

// ---- what is shown ----------------------------------------------------------------------------------------------

function query() {
  const asked = new URLSearchParams(shown);
  asked.delete("page");
  asked.delete("tab");
  return asked;
}

function isDraft() { return shown.has("minutes"); }

function show(parameters, { page = 1, push = true } = {}) {
  shown = new URLSearchParams(parameters);
  view = null;
  fresh = new Set();
  wanted = page > 1 ? page : 0;
  $("leaves").replaceChildren();
  near.clear();
  $("pages").scrollTop = 0;
  remember(page, push);
  listen();
  renderLists();
  render();
}

function remember(page, push = false) {
  const asked = query();
  if (page > 1) asked.set("page", page);
  const address = `?${asked}`;
  if (push) history.pushState(null, "", address);
  else if (address !== location.search) history.replaceState(null, "", address);
}

function listen() {
  if (source) source.close();
  source = null;
  if (!shown.get("edition") || !(shown.get("guide") || shown.get("session"))) return;
  source = new EventSource(`/news?${query()}`);
  source.addEventListener("known", (event) => { known = JSON.parse(event.data); renderLists(); render(); });
  source.addEventListener("view", (event) => take(JSON.parse(event.data)));
  source.addEventListener("error", () => say("lost", "Not connected"));
}

/** Takes a newer state of the document in. */
function take(next) {
  const before = view;
  view = next;
  if (before && before.pages.length && next.state !== "broken") {
    const changed = next.pages.map((page, at) => (before.pages[at]?.[0] === page[0] ? 0 : at + 1)).filter(Boolean);
    if (next.number !== before.number) pending = new Set();
    changed.forEach((number) => pending.add(number));
    if (changed.length || (next.pages.length !== before.pages.length && next.state === "fresh")) {
      fresh = new Set([...pending].filter((number) => number <= next.pages.length));
      if (fresh.size) announce(`Changed: ${range(fresh)}`);
    }
  }
  render();
  if (wanted && view.pages.length >= wanted) { go(wanted); wanted = 0; }
  else if ($("follow").checked && fresh.size && next.state !== "broken" && before) follow();
}
let pending = new Set();

function follow() {
  const first = Math.min(...fresh);
  if (!isInView(first)) go(first);
}

// ---- pages ------------------------------------------------------------------------------------------------------

const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) { near.add(entry.target); paint(entry.target); } else near.delete(entry.target);
  }
}, { root: $("pages"), rootMargin: "900px 0px" });

function sectionOf(number) {
  const heads = view.headings.filter((heading) => heading[1] <= 2);
  const here = heads.find((heading) => heading[2] === number);
  const before = heads.filter((heading) => heading[2] < number).pop();
  return (here || before || [""])[0];
}

function nameOf(number) {
  const section = sectionOf(number);
  return `Page ${number} of ${view.pages.length}${section ? `: ${section}` : ""}`;
}

function webPage(number) {
  if (!shown.get("guide") || isDraft()) return null;
  const section = sectionOf(number);
  return `/web/${encodeURIComponent(shown.get("guide"))}.html${section && number > 1 ? `#:~:text=${encodeURIComponent(section)}` : ""}`;
}

function leafOf(number) {
  const image = h("img", { alt: "", decoding: "async", draggable: "false" });
  const sheet = h("div", { class: "sheet", click: (event) => pointed(event, number) }, image);
  const caption = h("figcaption", {}, h("b"), h("span", { class: "section" }),
    h("a", { class: "web" }, "Read as text"),
    h("button", { type: "button", class: "to-source", click: (event) => listPlaces(event.target, number) }, "Where is this written?"));
  return h("li", { class: "leaf", id: `page-${number}` }, h("figure", {}, sheet, caption));
}

function renderPages() {
  const list = $("leaves");
  while (list.children.length > view.pages.length) {
    observer.unobserve(list.lastChild);
    near.delete(list.lastChild);
    list.lastChild.remove();
  }
  while (list.children.length < view.pages.length) {
    const leaf = leafOf(list.children.length + 1);
    list.append(leaf);
    observer.observe(leaf);
  }
  view.pages.forEach(([digest, width, height], at) => {
    const leaf = list.children[at], number = at + 1;
    if (leaf.dataset.digest !== digest) leaf.dataset.digest = digest;
    leaf.dataset.width = width;
    leaf.style.setProperty("--ratio", `${width} / ${height}`);
    leaf.style.setProperty("--width", `${widthOf(width, height)}px`);
    leaf.classList.toggle("new", fresh.has(number));
    const [image, bold, section, web, where] = [
      leaf.querySelector("img"), leaf.querySelector("b"), leaf.querySelector(".section"), leaf.querySelector(".web"),
      leaf.querySelector(".to-source")];
    if (image.alt !== nameOf(number)) image.alt = nameOf(number);
    bold.textContent = number;
    section.textContent = sectionOf(number);
    const link = webPage(number);
    web.hidden = !link;
    if (link) { web.href = link; web.setAttribute("aria-label", `Read as text: ${nameOf(number)}`); }
    where.setAttribute("aria-label", `Where is this written? Page ${number}`);
    if (near.has(leaf)) paint(leaf);
  });
  list.classList.toggle("two", isTwo());
  list.classList.toggle("facing", isTwo() && view.pages.length > 2 && !isDraft());
  list.classList.toggle("old", view.state === "broken");
}

/** Shows a leaf's newest picture, once it is decoded, so that nothing ever flashes. */
async function paint(leaf) {
  const digest = leaf.dataset.digest;
  const width = Math.min(WIDEST, Math.max(STEP * 2, Math.ceil((parseFloat(leaf.style.getPropertyValue("--width")) * devicePixelRatio) / STEP) * STEP));
  const address = `/pictures/${digest}/${width}.png`;
  const image = leaf.querySelector("img");
  if (leaf.dataset.asked === address) return;
  leaf.dataset.asked = address;
  const picture = new Image();
  picture.src = address;
  try { await picture.decode(); } catch { if (leaf.dataset.asked === address) delete leaf.dataset.asked; return; }
  if (leaf.dataset.asked !== address) return;
  image.src = address;
  await image.decode().catch(() => null);
  if (leaf.dataset.asked === address) leaf.dataset.painted = digest;
}

function isTwo() { return $("two").getAttribute("aria-pressed") === "true"; }

function widthOf(width, height) {
  const zoom = $("zoom").value;
  const room = $("pages").clientWidth - 40;
  if (zoom === "fit") return Math.max(120, Math.floor(Math.min(isTwo() ? (room - 6) / 2 : room, 960)));
  if (zoom === "whole") return Math.max(120, Math.floor(Math.min(($("pages").clientHeight - 70) * (width / height), isTwo() ? (room - 6) / 2 : room)));
  return Math.round(width * POINT * zoom / 100);
}

/** Sets another size and keeps the page in the middle of the view where it is. */
function resize() {
  const number = current(), leaf = $(`page-${number}`), box = $("pages");
  const at = leaf ? (box.scrollTop - leaf.offsetTop) / leaf.offsetHeight : 0;
  if (view) renderPages();
  if (leaf) box.scrollTop = leaf.offsetTop + at * leaf.offsetHeight;
}

function current() {
  const box = $("pages"), middle = box.scrollTop + box.clientHeight / 3;
  let found = 1;
  for (const leaf of $("leaves").children) {
    if (leaf.offsetTop <= middle) found = Number(leaf.id.slice(5)); else break;
  }
  return found;
}

function isInView(number) {
  const leaf = $(`page-${number}`), box = $("pages");
  return leaf && leaf.offsetTop < box.scrollTop + box.clientHeight - 60 && leaf.offsetTop + leaf.offsetHeight > box.scrollTop + 60;
}

function go(number, smoothly = false) {
  const leaf = $(`page-${Math.max(1, Math.min(number, view ? view.pages.length : 1))}`);
  if (!leaf) return;
  $("pages").classList.toggle("smooth", smoothly);
  $("pages").scrollTop = leaf.offsetTop - 12;
  $("pages").classList.remove("smooth");
}

let waiting = 0;
$("pages").addEventListener("scroll", () => {
  closePlace();
  if (waiting) return;
  waiting = setTimeout(() => { waiting = 0; tellPage(); }, 120);
}, { passive: true });

function tellPage() {
  if (!view || !view.pages.length || wanted) return;
  const number = current();
  if (document.activeElement !== $("number")) $("number").value = number;
  for (const button of $("headings").querySelectorAll("button")) button.removeAttribute("aria-current");
  const here = [...$("headings").querySelectorAll("button")].filter((button) => Number(button.dataset.page) <= number).pop();
  if (here) here.setAttribute("aria-current", "true");
  remember(number);
}

// ---- around the pages -------------------------------------------------------------------------------------------

function say(state, words) {
  $("state").dataset.state = state;
  if ($("state-words").textContent !== words) $("state-words").textContent = words;
}

let lastSaid = "";
function announce(words) {
  if (words !== lastSaid) { lastSaid = words; $("live").textContent = words; }
}

function range(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other), parts = [];
  for (let at = 0; at < sorted.length;) {
    let to = at;
    while (sorted[to + 1] === sorted[to] + 1) to++;
    parts.push(to > at ? `${sorted[at]}–${sorted[to]}` : `${sorted[at]}`);
    at = to + 1;
  }
  return `${sorted.length > 1 ? "pages" : "page"} ${parts.slice(0, 4).join(", ")}${parts.length > 4 ? " …" : ""}`;
}

function render() {
  if (!known && !view) return;
  renderProblems();
  if (!view) { say("working", "Setting pages"); $("empty").hidden = false; $("notice").hidden = true; $("changed").hidden = true; return; }
  renderPages();
  $("count").textContent = `of ${view.pages.length || "…"}`;
  $("empty").hidden = view.pages.length > 0;
  if (!view.pages.length && view.state === "broken") $("empty").textContent = "There are no pages yet: see the problems beside.";
  else $("empty").textContent = "The first pages are being set.";
  const words = { fresh: "Up to date", working: "Setting pages", broken: "Last good pages" };
  say(view.state, words[view.state]);
  $("notice").hidden = view.state !== "broken";
  if (view.state === "broken") {
    const text = view.pages.length ? "The text can't be set as it is. These are the last good pages." : "The text can't be set as it is.";
    if ($("notice-words").textContent !== text || !view.told) { $("notice-words").textContent = text; }
    announce(text);
  }
  $("changed").hidden = !fresh.size || view.state === "broken";
  if (fresh.size) $("changed").textContent = `changed: ${range(fresh)}`;
  renderHeadings();
  tellPage();
}

let headingsShown = "";
function renderHeadings() {
  const data = JSON.stringify(view.headings);
  if (data === headingsShown) return;
  headingsShown = data;
  $("headings").replaceChildren(...view.headings.filter((heading) => heading[1] <= 3).map(([text, level, page]) =>
    h("li", {}, h("button", { type: "button", class: level > 2 ? "deep" : level < 2 ? "top" : "", "data-page": page, click: () => go(page, true) },
      h("span", {}, text), h("span", { class: "page-of" }, h("span", { class: "unseen" }, "page "), `${page}`)))));
}

function optionsOf(select, groups, value) {
  const data = JSON.stringify([groups, value]);
  if (select.dataset.data === data) return;
  select.dataset.data = data;
  select.replaceChildren(...groups.flatMap(([label, items]) => {
    const options = items.map(([key, text]) => h("option", { value: key }, text));
    return label ? [h("optgroup", { label }, ...options)] : options;
  }));
  select.value = value;
}

const PARTS = { handout: "Handout", "handout-large-print": "Handout, large print", facilitator: "Facilitator’s sheet", slides: "Slides" };

function renderLists() {
  if (!known) return;
  document.documentElement.dataset.language = known.language;
  $("series").textContent = known.title || "Preview";
  const draft = isDraft();
  const what = draft ? DRAFT : shown.get("session") ? `session/${shown.get("session")}` : `guide/${shown.get("guide")}`;
  const groups = [["Guides", known.guides.map(([id, title]) => [`guide/${id}`, title])]];
  if (known.sessions.length) groups.push(["Sessions", known.sessions.map(([id, title]) => [`session/${id}`, title])]);
  if (draft) groups.push(["Being chosen", [[DRAFT, "This session"]]]);
  if (!groups.some(([, items]) => items.some(([key]) => key === what))) groups.push(["Not there now", [[what, what.split("/")[1]]]]);
  optionsOf($("what"), groups, what);
  const session = known.sessions.find(([id]) => id === shown.get("session"));
  const parts = draft ? Object.keys(PARTS).filter((part) => part !== "slides") : session ? session[2] : null;
  const editions = parts ? parts.map((part) => [part, PARTS[part] || part]) : known.editions.map(([name]) => [name, name.replaceAll("-", " ")]);
  if (!editions.some(([key]) => key === shown.get("edition"))) editions.push([shown.get("edition"), shown.get("edition")]);
  optionsOf($("edition"), [["", editions]], shown.get("edition"));
  const title = $("what").selectedOptions[0]?.textContent;
  document.title = title ? `${title} – preview` : "Preview";
  renderStories();
  renderDesk();
}

// ---- problems ---------------------------------------------------------------------------------------------------

let problemsShown = "";
function renderProblems() {
  const all = new Map();
  for (const problem of [...(view ? view.problems : []), ...(known ? known.problems : [])]) {
    all.set(`${problem.place} ${problem.code} ${problem.message}`, problem);
  }
  const mine = `guides/${shown.get("guide")}.md`;
  const weight = (problem) => (problem.severity === "error" ? 0 : 2) + (problem.place.startsWith(mine) ? 0 : 1);
  const problems = [...all.values()].sort((one, other) => weight(one) - weight(other));
  const data = JSON.stringify(problems);
  if (data === problemsShown) return;
  const first = problemsShown === "";
  problemsShown = data;
  const errors = problems.filter((problem) => problem.severity === "error").length;
  $("no-problems").hidden = problems.length > 0;
  $("tally").hidden = !problems.length;
  $("tally").classList.toggle("warnings", !errors);
  $("tally").textContent = problems.length;
  if (!first || problems.length) announce(problems.length ? `${problems.length} ${problems.length > 1 ? "problems" : "problem"}` : "No problems");
  $("problem-list").replaceChildren(...problems.map(problemCard));
}

function problemCard(problem) {
  const [before, at, after] = problem.excerpt;
  return h("li", { class: "problem" },
    h("p", {}, h("span", { class: `kind ${problem.severity}` }, `${problem.severity} ${problem.code}`), ` ${problem.message}`),
    (before + at + after).trim() && h("pre", { class: "excerpt" }, before, at && h("mark", {}, at), after),
    problem.hint && h("p", { class: "hint" }, problem.hint),
    h("p", { class: "act" }, placeLink(problem.place, problem.open), copyButton(problem.place, `Copy place: ${problem.place}`, "Copy place")));
}

function placeLink(place, link) {
  return link ? h("a", { href: link, title: "Open in the editor" }, place) : h("code", {}, place);
}

function copyButton(text, label, words) {
  return h("button", { type: "button", "aria-label": label, click: async (event) => {
    const button = event.currentTarget;
    try { await navigator.clipboard.writeText(text); } catch { select(text); return; }
    button.textContent = "Copied";
    announce(`Copied ${text}`);
    setTimeout(() => { button.textContent = words; }, 1500);
  } }, words);
}

function select(text) { window.prompt("Copy this:", text); }

// ---- where a page is written ------------------------------------------------------------------------------------

let returnTo = null;
async function placesOf(number) {
  const answer = await fetch(`/places?${query()}&page=${number}`);
  return answer.ok ? answer.json() : [];
}

async function pointed(event, number) {
  const sheet = event.currentTarget, box = sheet.getBoundingClientRect();
  const x = 100 * (event.clientX - box.left) / box.width, y = 100 * (event.clientY - box.top) / box.height;
  const inside = (await placesOf(number)).filter(([left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height);
  closePlace();
  const smallest = inside.sort((one, other) => one[2] * one[3] - other[2] * other[3])[0];
  if (!smallest) { openPlace([h("p", {}, "This is made by the style of the series, and is written nowhere.")], event.clientX, event.clientY); return; }
  const [left, top, width, height, place, link] = smallest;
  sheet.append(h("div", { class: "spot" }));
  Object.assign(sheet.lastChild.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  openPlace([h("h2", {}, "Written in"), h("p", {}, placeLink(place, link))], event.clientX, event.clientY, place);
}

async function listPlaces(button, number) {
  const seen = new Map();
  for (const [, , , , place, link] of await placesOf(number)) if (!seen.has(place)) seen.set(place, link);
  closePlace();
  returnTo = button;
  const box = button.getBoundingClientRect();
  const items = [...seen].map(([place, link]) => h("li", { class: "act" }, placeLink(place, link), copyButton(place, `Copy place: ${place}`, "Copy place")));
  openPlace([h("h2", {}, `Page ${number} is written in`), items.length ? h("ul", {}, ...items) : h("p", {}, "nothing that is known for this edition.")], box.right - 300, box.bottom);
}

function openPlace(children, x, y, written = "") {
  const place = $("place");
  const close = h("button", { type: "button", click: closePlace }, "Close");
  place.replaceChildren(...children, h("p", { class: "act" }, written && copyButton(written, `Copy place: ${written}`, "Copy place"), close));
  place.hidden = false;
  place.style.left = `${Math.max(8, Math.min(x + 8, innerWidth - place.offsetWidth - 8))}px`;
  place.style.top = `${Math.max(8, Math.min(y + 8, innerHeight - place.offsetHeight - 8))}px`;
  (place.querySelector("a, button") || close).focus({ preventScroll: true });
}

function closePlace() {
  if ($("place").hidden) return;
  const had = $("place").contains(document.activeElement);
  $("place").hidden = true;
  document.querySelectorAll(".spot").forEach((spot) => spot.remove());
  if (had) (returnTo || $("pages")).focus({ preventScroll: true });
  returnTo = null;
}

// ---- stories ----------------------------------------------------------------------------------------------------

function renderStories() {
  const themes = [...new Set(known.stories.flatMap((story) => story.themes))].sort();
  optionsOf($("theme"), [["", [["", "any"], ...themes.map((theme) => [theme, theme])]]], themes.includes($("theme").value) ? $("theme").value : "");
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = known.stories.filter((story) => {
    const text = [story.id, story.title, story.teller, ...story.themes].join(" ").toLowerCase();
    return words.every((word) => text.includes(word)) && (!$("theme").value || story.themes.includes($("theme").value));
  });
  $("found").textContent = `${found.length} of ${known.stories.length} stories`;
  const data = JSON.stringify(found);
  if ($("story-list").dataset.data === data) return;
  $("story-list").dataset.data = data;
  $("story-list").replaceChildren(...found.map((story) => h("li", { class: "story" },
    h("h3", {}, story.title),
    h("p", { class: "quiet" }, story.teller),
    h("p", {}, story.synopsis),
    story.content_note && h("p", { class: "note-line" }, `Content note: ${story.content_note}`),
    h("ul", { class: "themes" }, ...story.themes.map((theme) => h("li", {}, theme))),
    h("p", { class: "quiet" }, story.used_by.length ? `Used in ${story.used_by.join(", ")}` : "Used nowhere yet"),
    h("p", { class: "act" }, copyButton(`[${story.title}](story:${story.id})`, `Copy link: ${story.title}`, "Copy link"), placeLink(story.place, story.open)))));
}

// ---- a session --------------------------------------------------------------------------------------------------

function renderDesk() {
  const own = shown.get("guide") || known.guides[0]?.[0] || "";
  const guide = known.guides.some(([id]) => id === $("desk-guide").value) && $("desk-guide").dataset.chosen ? $("desk-guide").value : own;
  optionsOf($("desk-guide"), [["", known.guides]], guide);
  const stories = known.stories.filter((story) => story.guides.includes(guide)).map((story) => [story.id, story.title, ""]);
  const questions = (known.questions[guide] || []).map((asked) => [String(asked.number), asked.text, asked.depth]);
  ticks($("desk-stories"), "stories", guide, stories, shown.get("stories"));
  ticks($("desk-questions"), "questions", guide, questions, shown.get("questions"));
}

function ticks(box, name, guide, items, chosen) {
  const data = JSON.stringify([guide, items]);
  if (box.dataset.data === data) return;
  const kept = box.dataset.guide === guide ? new Set(picked(name)) : new Set(isDraft() && chosen ? chosen.split(",") : []);
  box.dataset.data = data;
  box.dataset.guide = guide;
  box.replaceChildren(...items.map(([value, text, more]) => h("label", {},
    h("input", { type: "checkbox", name, value, checked: kept.has(value) }),
    h("span", {}, name === "questions" ? `${value}. ${text}` : text, more && h("span", { class: "depth" }, ` (${more})`)))));
}

function picked(name) { return [...document.querySelectorAll(`#desk input[name=${name}]:checked`)].map((box) => box.value); }

function choice() {
  return { guide: $("desk-guide").value, stories: picked("stories"), questions: picked("questions"), minutes: Number($("desk-minutes").value) || 0, title: $("desk-title").value.trim() };
}

function deskSays(words, bad = false) {
  $("desk-said").textContent = words;
  $("desk-said").classList.toggle("bad", bad);
}

function seeDraft(push) {
  const made = choice();
  if (!made.stories.length || !made.questions.length) { deskSays("Tick one story and one question, or more.", true); return; }
  deskSays("");
  const part = isDraft() && PARTS[shown.get("edition")] ? shown.get("edition") : "handout";
  show({ guide: made.guide, edition: part, stories: made.stories.join(","), questions: made.questions.join(","), minutes: made.minutes, title: made.title }, { push });
}

$("desk").addEventListener("submit", (event) => { event.preventDefault(); seeDraft(true); });
let soon = 0;
$("desk").addEventListener("input", (event) => {
  if (event.target === $("desk-guide")) { $("desk-guide").dataset.chosen = "1"; renderDesk(); return; }
  if (isDraft()) { clearTimeout(soon); soon = setTimeout(() => seeDraft(false), 400); }
});
$("desk-save").addEventListener("click", async () => {
  deskSays("Saving");
  const answer = await fetch("/sessions", { method: "POST", headers: { "content-type": "application/json", "x-guidepress-token": meta("token") }, body: JSON.stringify(choice()) });
  if (answer.status === 403) { deskSays("The preview was started anew: load this page again.", true); return; }
  const said = await answer.json();
  deskSays(said.message, !said.saved);
  if (said.saved) show({ session: said.saved, edition: "handout" });
});

// ---- controls ---------------------------------------------------------------------------------------------------

$("what").addEventListener("change", () => {
  const [kind, id] = $("what").value.split("/");
  if (kind === "session") {
    const session = known.sessions.find(([name]) => name === id);
    show({ session: id, edition: session && session[2].includes(shown.get("edition")) ? shown.get("edition") : session?.[2][0] || "handout" });
  } else if (kind === "guide") {
    const names = known.editions.map(([name]) => name);
    show({ guide: id, edition: names.includes(shown.get("edition")) ? shown.get("edition") : names[0] || "standard" });
  }
});
$("edition").addEventListener("change", () => { const asked = query(); asked.set("edition", $("edition").value); show(asked); });
$("number").addEventListener("change", () => { const number = parseInt($("number").value, 10); if (number) go(number); tellPage(); });
$("number").addEventListener("focus", () => $("number").select());
$("back").addEventListener("click", () => go(current() - (isTwo() ? 2 : 1)));
$("on").addEventListener("click", () => go(current() + (isTwo() ? 2 : 1)));
$("zoom").addEventListener("change", resize);
for (const [id, by] of [["smaller", -1], ["larger", 1]]) {
  $(id).addEventListener("click", () => {
    const sizes = [...$("zoom").options].map((option) => Number(option.value)).filter(Boolean);
    const now = Number($("zoom").value) || Math.round(100 * ($("leaves").firstChild?.offsetWidth || 794) / 794);
    const next = by > 0 ? sizes.find((size) => size > now) : sizes.filter((size) => size < now).pop();
    if (next) { $("zoom").value = next; resize(); }
  });
}
$("two").addEventListener("click", () => { $("two").setAttribute("aria-pressed", String(!isTwo())); resize(); });
$("changed").addEventListener("click", () => { go(Math.min(...fresh), true); });
$("follow").addEventListener("change", () => { if ($("follow").checked && fresh.size) follow(); });
$("search").addEventListener("input", () => known && renderStories());
$("theme").addEventListener("change", () => known && renderStories());
$("notice-problems").addEventListener("click", () => { choose($("tab-problems")); $("tab-problems").focus(); });
new ResizeObserver(resize).observe($("pages"));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePlace(); });
document.addEventListener("pointerdown", (event) => { if (!$("place").contains(event.target)) closePlace(); });

const tabs = [...document.querySelectorAll("[role=tab]")];
function choose(tab) {
  for (const other of tabs) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = other !== tab;
  }
}
tabs.forEach((tab, at) => {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
});

addEventListener("popstate", () => { const asked = new URLSearchParams(location.search); show(asked, { page: Number(asked.get("page")) || 1, push: false }); });

if (!shown.get("guide") && !shown.get("session")) {
  shown.set("guide", meta("guide"));
  shown.set("edition", meta("edition"));
}
if (!shown.get("edition")) shown.set("edition", meta("edition") || "standard");
show(shown, { page: Number(shown.get("page")) || 1, push: false });
