// The widget's look. It follows the `color-scheme` of the page that it stands on: a page that is light only gets a
// light widget. Lengths are in em of the user's own default size, so that the page's root size plays no part.

const COLOURS = {
  //               light      dark
  accent: ["#0f4c81", "#9ccaf5"],
  "on-accent": ["#ffffff", "#0b1a28"],
  surface: ["#ffffff", "#171c23"],
  text: ["#1c2530", "#e6eaf0"],
  muted: ["#4a5766", "#b2bcc8"],
  tint: ["#eef3f8", "#222b36"],
  line: ["#d3dae2", "#3a4553"],
  edge: ["#697686", "#8794a5"],
  warning: ["#8a4b00", "#f0bd72"],
  danger: ["#a3211b", "#ffa79e"],
};
const THEMED = ["accent", "on-accent", "surface", "text"]; // what a page may set, as --assistant-<name>

function colours(pick) {
  return Object.entries(COLOURS)
    .map(([name, [light, dark]]) => {
      const value = pick(light, dark);
      return `--${name}: ${THEMED.includes(name) ? `var(--assistant-${name}, ${value})` : value};`;
    })
    .join(" ");
}

const CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
[hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }

.assistant {
  ${colours((light) => light)}
  --radius: var(--assistant-radius, 0.5em);
  font: medium/1.55 var(--assistant-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  color: var(--text); background: var(--surface); text-align: start; text-transform: none; white-space: normal;
  overflow-wrap: break-word; display: flex; flex-direction: column;
}
@supports (color: light-dark(red, red)) {
  .assistant { ${colours((light, dark) => `light-dark(${light}, ${dark})`)} }
}

h2, h3, h4, p, ul, ol, li, blockquote { margin: 0; padding: 0; font: inherit; }
ul, ol { list-style: none; }
h2, h3, h4 { font-weight: 600; line-height: 1.3; text-wrap: balance; }
button, textarea, select { font: inherit; color: inherit; }
svg {
  inline-size: 1.15em; block-size: 1.15em; flex: none; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round;
}
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}

:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 0.2em; }
:is(button, a, li, summary, article):is(:focus, :focus-within) { scroll-margin-block: 2em 14em; }

button, .open, .warning a, summary, select {
  min-block-size: 2.75em; display: inline-flex; align-items: center; gap: 0.5em; cursor: pointer;
}
button {
  padding: 0.4em 0.9em; background: transparent; border: 1px solid var(--edge); border-radius: var(--radius);
  text-align: start; line-height: 1.3;
}
button:hover { background: var(--tint); }
.primary, .launcher { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
:is(.primary, .launcher):hover { background: color-mix(in srgb, var(--accent) 88%, var(--text)); }
a { color: var(--accent); text-underline-offset: 0.18em; }

section.assistant { border: 1px solid var(--line); border-radius: var(--radius); }
.bar { display: flex; align-items: center; gap: 0.5em; padding: 0.9em 1.1em; border-block-end: 1px solid var(--line); }
.bar h2 { flex: 1; font-size: 1.2em; }
.close { inline-size: 2.75em; padding: 0; justify-content: center; }
.log { padding: 1.1em; display: flex; flex-direction: column; gap: 1.25em; }
:is(.text, .intro) p, blockquote { max-inline-size: 44em; }
.intro p { color: var(--muted); }
.questions { margin-block-start: 1.25em; }
.questions ul { display: flex; flex-wrap: wrap; gap: 0.5em; margin-block-start: 0.6em; }
.questions button { color: var(--accent); border-color: currentColor; }

.turn { scroll-margin-block-start: 1em; }
.turn + .turn { margin-block-start: 2em; padding-block-start: 2em; border-block-start: 1px solid var(--line); }
.question { padding: 0.7em 1em; background: var(--tint); border-radius: var(--radius); font-weight: 600; white-space: pre-wrap; }
.answer { padding-block-start: 1em; }
.progress { color: var(--muted); display: flex; align-items: center; gap: 0.6em; }
.progress::before {
  content: ""; inline-size: 0.8em; block-size: 0.8em; border-radius: 50%; background: var(--accent);
  animation: breathe 1.6s ease-in-out infinite;
}
@keyframes breathe { 50% { opacity: 0.25; } }
.status {
  display: flex; align-items: center; gap: 0.5em; margin-block-end: 0.6em; padding: 0.5em 0.8em;
  border: 1px solid currentColor; border-inline-start-width: 0.4em; border-radius: var(--radius); color: var(--warning);
}
[data-status="clarification"] .status { color: var(--accent); }
:is([data-status="stopped"], [data-status="refused"]) .status { color: var(--muted); }
[data-status="error"] .status { color: var(--danger); }
.text p { white-space: pre-line; }
.aside { color: var(--muted); font-size: 0.9em; }
.writer { color: var(--muted); font-size: 0.9em; }
.text { display: flex; flex-direction: column; gap: 0.7em; }
.marker {
  position: relative; min-block-size: 0; display: inline-block; padding: 0 0.45em;
  font-size: 0.8em; font-weight: 600; line-height: 1.5; vertical-align: 0.2em; color: var(--accent); border-color: currentColor;
}
.marker::after { content: ""; position: absolute; inset: -0.9em -0.5em; }

.sources { margin-block-start: 1.4em; }
.sources > :is(ol, ul) { margin-block-start: 0.6em; display: flex; flex-direction: column; gap: 0.75em; }
.source { padding: 0.8em 1em; border: 1px solid var(--line); border-radius: var(--radius); }
.source:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
.source-title { display: flex; gap: 0.6em; align-items: baseline; }
.number {
  flex: none; min-inline-size: 1.7em; padding: 0 0.4em; text-align: center; font-size: 0.85em; font-weight: 600;
  border-radius: var(--radius); background: var(--accent); color: var(--on-accent); border: 1px solid transparent;
}
.description { color: var(--muted); font-size: 0.9em; margin-block-start: 0.25em; }
.facts { display: flex; flex-wrap: wrap; }
.facts li:not(:last-child)::after { content: "·"; content: "·" / ""; margin-inline: 0.5em; }
.warning { display: flex; align-items: center; gap: 0.5em; color: var(--warning); }
.warning a { color: inherit; }
summary { list-style: none; color: var(--accent); }
summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; content: "▸" / ""; }
[open] > summary::before { content: "▾"; content: "▾" / ""; }
.assistant:dir(rtl) details:not([open]) > summary::before { content: "◂"; content: "◂" / ""; }
blockquote + blockquote { margin-block-start: 0.6em; }
blockquote { padding-inline-start: 1em; border-inline-start: 3px solid var(--edge); white-space: pre-line; }
.open { font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5em; margin-block-start: 1em; }
.contact { padding: 0.8em 1em; border: 1px solid var(--line); border-radius: var(--radius); }

.notice { margin: 0 1.1em 0.8em; padding: 0.6em 0.9em; background: var(--tint); border-inline-start: 0.3em solid var(--accent); }
.composer {
  padding: 0.9em 1.1em; background: var(--surface); border-block-start: 1px solid var(--line);
  border-end-start-radius: var(--radius); border-end-end-radius: var(--radius);
}
.above { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1em; margin-block-end: 0.35em; }
.above label { font-weight: 600; }
textarea {
  display: block; inline-size: 100%; min-block-size: 2.9em; max-block-size: 12em; padding: 0.6em 0.8em; resize: vertical;
  field-sizing: content; background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius);
}
textarea[aria-invalid] { border: 2px solid var(--danger); }
.note { color: var(--danger); font-weight: 600; }
.hint, .language span { color: var(--muted); font-size: 0.9em; }
.row { display: flex; flex-wrap: wrap; align-items: end; justify-content: flex-end; gap: 0.6em; margin-block-start: 0.6em; }
.language { display: flex; flex: 1 1 13em; flex-wrap: wrap; align-items: center; gap: 0 0.6em; }
select { flex: 0 1 auto; min-inline-size: 7em; max-inline-size: 100%; padding: 0 0.6em; background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius); }

/* The composer stays in sight where the window is tall enough to leave room for the answer. */
@media (min-height: 40em) { section .composer { position: sticky; inset-block-end: 0; z-index: 1; } }

.floating { display: contents; }
:host([open]) .launcher { display: none; }
.launcher {
  position: fixed; inset-block-end: 1em; inset-inline-end: 1em; z-index: 2147483000; padding: 0.7em 1.2em;
  border-radius: 2em; box-shadow: 0 2px 10px rgb(0 0 0 / 0.3);
}
dialog {
  inline-size: min(29em, 100vw - 2em); block-size: min(46em, 100dvh - 2em); max-inline-size: none; max-block-size: none;
  margin-block: auto 1em; margin-inline: auto 1em; padding: 0; overflow: auto; overscroll-behavior: contain;
  color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius);
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgb(0 0 0 / 0.35); }
dialog .log { flex: 1; }
@media (min-height: 32em) { dialog { overflow: hidden; } dialog .log { overflow: auto; } }
@media (max-width: 32em) {
  dialog { inline-size: 100vw; block-size: 100dvh; margin: 0; border: 0; border-radius: 0; }
}
@media (pointer: coarse) { .hint { display: none; } } /* a touch keyboard names its own keys */
@media (pointer: fine) { .open, .warning a, summary { min-block-size: 2em; } }
@media (prefers-reduced-motion: reduce) { .progress::before { animation: none; } }
@media (forced-colors: active) {
  .number, .primary, .launcher, .notice, .question { border: 1px solid; }
  .progress::before { background: CanvasText; }
}
@media print { .composer, .close, .actions, .launcher { display: none; } }
`;

let shared;

/** One sheet for every widget on the page. */
export function stylesheet() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
  }
  return shared;
}
