// The widget's words in each language, and how dates and language names are written in it.
import ar from "./i18n/ar.js";
import en from "./i18n/en.js";
import et from "./i18n/et.js";
import fi from "./i18n/fi.js";
import ru from "./i18n/ru.js";
import sv from "./i18n/sv.js";
import uk from "./i18n/uk.js";

/** The languages of the house, in the order in which they are offered. */
export const LANGUAGES = { fi, sv, en, et, ru, uk, ar };

export class Texts {
  /** @param {string} language A language tag; "fi" stands in for one that the house does not speak. */
  constructor(language) {
    const primary = language.toLowerCase().split("-")[0];
    this.language = Object.hasOwn(LANGUAGES, primary) ? primary : "fi";
    this.words = LANGUAGES[this.language];
  }

  /** Writing direction, "ltr" or "rtl". */
  get dir() {
    return this.words.dir;
  }

  /** The words called `key`, with `{name}` replaced by `values.name`. */
  say(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  kind(kind) {
    return this.words.kinds[kind] ?? this.words.kinds.other;
  }

  failure(reason) {
    return this.words.failures[reason];
  }

  /** The name of another language in this one; null for "und" and for codes that nobody knows. */
  languageName(code) {
    if (!code || code === "und") return null;
    return new Intl.DisplayNames(this.words.locale, { type: "language", fallback: "none" }).of(code) ?? null;
  }

  /** A day as written in this language: "15.3.2024", "15 Mar 2024". */
  date(iso) {
    return new Intl.DateTimeFormat(this.words.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
  }
}
