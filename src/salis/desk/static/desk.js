// Comfort over pages that work without it: local times, the slider, keys, news.
"use strict";

const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector, from = document) => from.querySelector(selector);

/* Times in the reader's zone; UTC stays on hover. */
const local = new Intl.DateTimeFormat(undefined, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
});
const elsewhere = new Date().getTimezoneOffset() !== 0;
function localise(place) {
  for (const time of elsewhere ? all("time[datetime*='T']", place) : []) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) {
      time.title = time.title || time.textContent;
      time.textContent = local.format(at);
    }
  }
}
localise(document);

/* Light or dark */
const turn = one("[data-theme-turn]");
if (turn) turn.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("salis-theme", root.dataset.theme); } catch (refused) { /* for this page only */ }
});

/* What a reader closed stays closed. */
for (const kept of all("details[data-keep]")) {
  const name = `salis-${kept.dataset.keep}`;
  try { if (localStorage.getItem(name) === "closed") kept.open = false; } catch (refused) { /* open */ }
  kept.addEventListener("toggle", () => {
    try { localStorage.setItem(name, kept.open ? "open" : "closed"); } catch (refused) { /* for this page only */ }
  });
}

/* The slider: says the moment while it moves, goes there when it is let go. */
const slide = one("[data-slide]");
if (slide) {
  const said = one("[data-slid]");
  const first = new Date(slide.dataset.first).valueOf();
  const moment = () => new Date(first + Number(slide.value) * 60000);
  const say = () => { said.textContent = local.format(moment()); };
  slide.setAttribute("aria-valuetext", local.format(moment()));
  slide.addEventListener("input", () => { say(); slide.setAttribute("aria-valuetext", said.textContent); });
  let keyed = 0;
  const go = () => {
    const form = slide.form;
    form.elements.as_of.value = moment().toISOString().slice(0, 16) + "Z";
    form.submit();
  };
  slide.addEventListener("change", (event) => {
    clearTimeout(keyed);
    // Arrow keys change the value at each press: wait until they rest.
    keyed = setTimeout(go, slide.dataset.byKey ? 700 : 0);
  });
  slide.addEventListener("keydown", () => { slide.dataset.byKey = "1"; });
  slide.addEventListener("pointerdown", () => { delete slide.dataset.byKey; });
}
for (const choice of all(".set input[type=radio]")) choice.addEventListener("change", () => choice.form.submit());

/* Keys */
const sheet = one("#keys");
const help = () => { if (sheet && !sheet.open) sheet.showModal(); };
for (const button of all("[data-help]")) button.addEventListener("click", help);

const points = () => all("[data-point]").filter((point) => point.offsetParent !== null);
let current = -1;
function move(by) {
  const list = points();
  if (!list.length) return;
  if (current >= 0 && list[current]) list[current].classList.remove("current");
  current = Math.min(Math.max(current + by, 0), list.length - 1);
  const point = list[current];
  point.classList.add("current");
  const target = one("a, button, summary", point);
  if (target) target.focus({ preventScroll: true });
  point.scrollIntoView({ block: "nearest" });
}
const follow = (selector) => { const link = one(selector); if (link) link.click(); };
/* Keys of one letter can be turned off (WCAG 2.1.4): some speak to their machine, or shake. */
const switchOfKeys = one("[data-keys]");
const stored = (name) => { try { return localStorage.getItem(name); } catch (refused) { return null; } };
let keysOn = stored("salis-keys") !== "off";
if (switchOfKeys) {
  switchOfKeys.checked = keysOn;
  switchOfKeys.addEventListener("change", () => {
    keysOn = switchOfKeys.checked;
    try { localStorage.setItem("salis-keys", keysOn ? "on" : "off"); } catch (refused) { /* for this page only */ }
  });
}
let going = 0;
const typing = (target) => target.closest("input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (sheet && sheet.open) return;
  const key = event.key;
  if (going && Date.now() - going < 1500) {
    going = 0;
    if (/^[a-z]$/.test(key)) { follow(`[data-go="${key}"]`); event.preventDefault(); return; }
  }
  const acts = {
    "?": help,
    "/": () => { const find = one("#find"); if (find) find.focus(); },
    "j": () => move(1), "k": () => move(-1),
    "o": () => { const point = points()[current]; if (point) follow.call(null, "[data-point].current a"); },
    "e": () => { const details = one("[data-point].current details"); if (details) details.open = !details.open; },
    "[": () => follow("[data-earlier]"), "]": () => follow("[data-later]"),
    "n": () => follow("[data-now]"), ".": () => follow("[data-show-news]"),
    "g": () => { going = Date.now(); },
  };
  const keyed = one(`[data-key="${CSS.escape(key)}"]`);
  if (keyed) { keyed.click(); event.preventDefault(); } else if (acts[key]) { acts[key](); event.preventDefault(); }
});

/* News: offered, never jumping. */
const news = one("[data-news]");
const seen = document.body.dataset.seen;
if (news && seen && !("past" in document.body.dataset)) {
  let wait = 8000;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(`/live?since=${encodeURIComponent(seen)}`, { headers: { accept: "application/json" } });
        if (answer.ok) {
          const told = await answer.json();
          if (told.text && told.text !== news.dataset.told) offer(told.text);
          wait = 8000;
        } else wait = Math.min(wait * 2, 240000);
      } catch (away) { wait = Math.min(wait * 2, 240000); }
    }
    setTimeout(ask, wait);
  };
  const offer = (text) => {
    news.dataset.told = text;
    const line = document.createElement("p");
    const show = document.createElement("a");
    show.href = location.href;
    show.dataset.showNews = "";
    show.textContent = "Show";
    line.append(`${text} `, show);
    news.replaceChildren(line);
  };
  setTimeout(ask, Number(news.dataset.wait || 4000));
}

/* A document: the words and the note of a statement light up together. */
const lit = (numbers) => {
  for (const lighted of all(".lit")) lighted.classList.remove("lit");
  for (const number of numbers) {
    for (const mark of all(`mark[data-told~="${number}"]`)) mark.classList.add("lit");
    const note = one(`[data-note="${number}"]`);
    if (!note) continue;
    note.classList.add("lit");
    const list = note.parentElement;
    if (list.scrollHeight > list.clientHeight) list.scrollTop = note.offsetTop - list.offsetTop - 40;
  }
};
for (const told of all(".text [data-told]")) {
  for (const kind of ["mouseenter", "focus"]) told.addEventListener(kind, () => lit(told.dataset.told.split(" ")));
}
for (const note of all("[data-note]")) {
  const light = () => {
    for (const mark of all("mark.lit")) mark.classList.remove("lit");
    for (const mark of all(`mark[data-told~="${note.dataset.note}"]`)) mark.classList.add("lit");
  };
  note.addEventListener("mouseenter", light);
  note.addEventListener("focusin", light);
}

/* The timeline: the wheel zooms around the pointer; the new part is fetched and put in place. */
async function swap(address) {
  const area = one("[data-swap]");
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = one("[data-swap]", page);
    if (!fresh) throw new Error("nothing to show");
    area.replaceWith(fresh);
    localise(fresh);
    for (const way of ["[data-earlier]", "[data-later]", "[data-now]"]) {
      if (one(way) && one(way, page)) one(way).href = one(way, page).href;
    }
    for (const field of all(".moment input[type=hidden]")) field.remove();
    one(".moment").prepend(...all(".moment input[type=hidden]", page));
    history.replaceState(null, "", address);
    zoomable();
  } catch (failed) { location.assign(address); }
}
function zoomable() {
  const chart = one("[data-zoom]");
  if (!chart) return;
  let from = Date.parse(chart.dataset.from), to = Date.parse(chart.dataset.to), waiting = 0;
  chart.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaY) < Math.abs(event.deltaX)) return;
    event.preventDefault();
    const box = chart.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width * 1000 - chart.dataset.left) / (chart.dataset.right - chart.dataset.left);
    const middle = from + Math.min(Math.max(at, 0), 1) * (to - from);
    const factor = event.deltaY > 0 ? 1.3 : 1 / 1.3;
    if ((to - from) * factor < 1800000 || (to - from) * factor > 6e12) return;
    from = middle - (middle - from) * factor;
    to = middle + (to - middle) * factor;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set("from", new Date(from).toISOString().slice(0, 16) + "Z");
      address.searchParams.set("to", new Date(to).toISOString().slice(0, 16) + "Z");
      swap(address.href);
    }, 160);
  }, { passive: false });
}
zoomable();
document.addEventListener("click", (event) => {
  const way = event.target.closest && event.target.closest(".zoom a");
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  swap(way.href);
});

/* What takes the server a while comes after the page. */
for (const place of all("[data-fill]")) {
  fetch(place.dataset.fill).then((answer) => (answer.ok ? answer.text() : "")).then((text) => {
    const section = one("section", new DOMParser().parseFromString(text, "text/html"));
    if (section) { place.replaceWith(section); localise(section); }
  }).catch(() => { /* the link stays */ });
}

/* Adding: drop files anywhere on the form; see how far the reading is. */
const dropping = one("[data-drop]");
if (dropping) {
  const zone = one(".drop", dropping), files = one("input[type=file]", dropping);
  for (const kind of ["dragenter", "dragover"]) dropping.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) dropping.addEventListener(kind, () => zone.classList.remove("over"));
  dropping.addEventListener("drop", (event) => {
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
  });
}
const progress = one("[data-progress]");
if (progress) {
  const bar = one("progress");
  const look = async () => {
    try {
      const answer = await fetch(progress.dataset.progress);
      const told = await answer.json();
      progress.textContent = told.text;
      if (told.total) { bar.max = told.total; bar.value = told.done; }
      if (told.state !== "waiting" && told.state !== "reading") { location.reload(); return; }
    } catch (away) { /* asked again */ }
    setTimeout(look, 800);
  };
  setTimeout(look, 500);
}
