// The look of the list of calls; colours and the rest are those of style.js.
const CSS = `
.assistant[data-view="calls"] > :is(.log, .notice, .composer), .assistant[data-view="calls"] dialog > :is(.log, .notice, .composer) {
  display: none;
}
.calls { padding: 1.1em; display: flex; flex-direction: column; gap: 1em; }
.calls h3 { font-size: 1.1em; }
.calls ul { display: flex; flex-direction: column; gap: 0.75em; }
.calls .said:empty { display: none; }
.call {
  padding: 0.8em 1em; border: 1px solid var(--line); border-inline-start: 0.35em solid var(--muted);
  border-radius: var(--radius); display: flex; flex-direction: column; gap: 0.4em;
}
.call:not([data-call="upcoming"]) { border-inline-start-color: var(--accent); }
.call[data-call="closing_soon"] { border-inline-start-color: var(--warning); }
.call[data-call="closing_soon"] .state { color: var(--warning); }
.calls dl { margin: 0; display: grid; grid-template-columns: minmax(7em, max-content) minmax(0, 1fr); gap: 0.1em 1em; }
.calls dt { grid-column: 1; color: var(--muted); }
.calls dd { grid-column: 2; margin: 0; }
.calls dd a { display: inline-block; padding-block: 0.2em; }
.remark { padding-inline-start: 0.8em; border-inline-start: 0.2em solid var(--edge); color: var(--muted); }
dialog .calls { flex: 1; }
@media (min-height: 32em) { dialog .calls { overflow: auto; } }
@media (max-width: 32em) { .calls dl { grid-template-columns: minmax(0, 1fr); } .calls dt, .calls dd { grid-column: 1; } }
`;

let shared;

/** One sheet for every widget on the page. */
export function callsStylesheet() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
  }
  return shared;
}
