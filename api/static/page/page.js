// The page around the widget in the reader's language. The Finnish words stand in the HTML, the others in texts.js.
// The language is part of the address (`?lang=sv`), so that it can be linked to; nothing is stored in the browser.
import { TEXTS } from "./texts.js";

const assistant = document.querySelector("knowledge-assistant");
const languages = document.querySelector("#languages");
const finnish = {
  title: document.title,
  languages: languages.getAttribute("aria-label"),
  examples: assistant.getAttribute("examples"),
  ...Object.fromEntries(translated().map((element) => [element.dataset.text, element.textContent])),
};

function translated() {
  return [...document.querySelectorAll("[data-text]")];
}

function show(language) {
  const texts = TEXTS[language] ?? finnish;
  document.documentElement.lang = TEXTS[language] ? language : "fi";
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = texts.title;
  for (const element of translated()) element.textContent = texts[element.dataset.text];
  languages.setAttribute("aria-label", texts.languages);
  for (const page of ["calls", "similar"])
    for (const link of document.querySelectorAll(`a[href^="${page}"]`)) link.href = `${page}?lang=${document.documentElement.lang}`;
  for (const link of languages.querySelectorAll("a")) {
    if (link.lang === document.documentElement.lang) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  assistant.setAttribute("lang", document.documentElement.lang);
  assistant.setAttribute("examples", texts.examples);
}

function inAddress() {
  return new URLSearchParams(location.search).get("lang") ?? "fi";
}

// Without a reload, so that the conversation stays.
languages.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show(inAddress());
});
window.addEventListener("popstate", () => show(inAddress()));
if (inAddress() !== "fi") show(inAddress());
