// Reading aids of the public pages. Everything is there without this file; it only adds what a browser can do by itself.
const root = document.documentElement;
root.classList.add("js");

const kept = {
  get(name) { try { return localStorage.getItem(`gongkai-${name}`); } catch { return null; } },
  set(name, value) { try { value ? localStorage.setItem(`gongkai-${name}`, value) : localStorage.removeItem(`gongkai-${name}`); } catch { /* private windows keep nothing */ } },
};

const darkByDefault = matchMedia("(prefers-color-scheme: dark)");

function apply(name, value) {
  if (value) root.dataset[name] = value; else delete root.dataset[name];
}

for (const name of ["mode", "contrast", "theme"]) apply(name, kept.get(name));
const size = { value: Number(kept.get("size")) || 0 };

function resize() {
  for (const text of document.querySelectorAll("[data-text] .prose")) text.style.setProperty("--prose", `${1.06 + size.value * 0.12}rem`);
}

function isOn(button) {
  const { set, value } = button.dataset;
  if (set === "theme") return root.dataset.theme ? root.dataset.theme === value : darkByDefault.matches;
  return root.dataset[set] === value;
}

function show() {
  for (const button of document.querySelectorAll("[data-set]")) button.setAttribute("aria-pressed", String(isOn(button)));
}

function toggle(button) {
  const { set, value } = button.dataset;
  const wanted = isOn(button) ? (set === "theme" ? "light" : "") : value;
  apply(set, wanted);
  kept.set(set, wanted);
  show();
}

function read(button) {
  const speech = window.speechSynthesis;
  if (button.getAttribute("aria-pressed") === "true") {
    speech.cancel();
    button.setAttribute("aria-pressed", "false");
    return;
  }
  const source = document.querySelector("[data-text]") ?? document.querySelector("main");
  const lines = source.innerText.split(/\n+/).map((line) => line.trim()).filter(Boolean);
  button.setAttribute("aria-pressed", "true");
  lines.forEach((line, number) => {
    const said = new SpeechSynthesisUtterance(line);
    said.lang = "zh-CN";
    if (number === lines.length - 1) said.onend = () => button.setAttribute("aria-pressed", "false");
    speech.speak(said);
  });
}

async function copy(button) {
  const label = button.textContent;
  try { await navigator.clipboard.writeText(button.dataset.copy); button.textContent = `✓ ${label}`; }
  catch { prompt(label, button.dataset.copy); }
  setTimeout(() => { button.textContent = label; }, 2000);
}

function start() {
  show();
  resize();
  const reader = document.querySelector("[data-read]");
  if (reader && "speechSynthesis" in window) reader.hidden = false;
  if (matchMedia("(max-width: 860px)").matches) {
    for (const menu of document.querySelectorAll(".switch, .contents details")) menu.open = false;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.set) toggle(button);
    else if ("read" in button.dataset) read(button);
    else if ("print" in button.dataset) print();
    else if ("copy" in button.dataset) copy(button);
    else if (button.dataset.size) {
      size.value = Math.max(-1, Math.min(5, size.value + Number(button.dataset.size)));
      kept.set("size", String(size.value));
      resize();
    }
  });
  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-printed]")) place.textContent = `　${place.dataset.label}：${new Date().toLocaleString()}`;
  });
  addEventListener("pagehide", () => window.speechSynthesis?.cancel());
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start); else start();
