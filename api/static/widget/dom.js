// Elements without markup: text only ever becomes a text node, so nothing that a document, a question or
// a server says can turn into HTML.

/**
 * An element with properties and children.
 *
 * @param {string} tag
 * @param {Object} [properties] `class`, `on<event>` listeners, or attributes; true sets an empty attribute,
 *   false, null and undefined leave it out.
 * @param {...(Node|string|number|null|undefined|false)} children Strings and numbers become text nodes; what is
 *   empty (0 too) is left out.
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  chat: "M4 4h16v12H9l-5 4z",
  close: "M5 5l14 14M19 5L5 19",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  external: "M13 4h7v7M20 4l-9 9M18 14v6H4V6h6",
  info: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v6M12 7v.5",
  plus: "M12 5v14M5 12h14",
  question: "M12 3a9 9 0 100 18 9 9 0 000-18zM9.5 9.5a2.5 2.5 0 113.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.5",
  retry: "M4 12a8 8 0 1114 5.3M18 22v-5h-5",
  send: "M12 20V5M5 12l7-7 7 7",
  stop: "M6 6h12v12H6z",
  warning: "M12 4l9 16H3zM12 10v5M12 17.5v.5",
};

/**
 * A decorative line drawing in the colour of the text; it never carries meaning of its own.
 *
 * @param {keyof typeof ICONS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon and a visible name. */
export function button(name, iconName, onclick, properties = {}) {
  return h("button", { type: "button", onclick, ...properties }, iconName && icon(iconName), h("span", {}, name));
}
