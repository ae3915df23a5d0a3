/** Icons, drawn on a grid of 24. `icon('plus')` is decoration: the button around it has the name. */
import {html, svg} from 'lit';

const SHAPES = {
  archive: svg`<path d="M4 8.5h16M5.5 8.5V19h13V8.5M4 5h16v3.5H4zM10 12.5h4"/>`,
  back: svg`<path d="M19 12H5m6-6.5L4.5 12l6.5 6.5"/>`,
  branchBack: svg`<path d="m14 6-6 6 6 6"/>`,
  branchOn: svg`<path d="m10 6 6 6-6 6"/>`,
  chart: svg`<path d="M4 20h16M6.5 20v-6.5M11 20V8m4.5 12v-8.5M20 20V4.5"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  clip: svg`<path d="m19.5 11.5-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.2l7.1-7.1"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  code: svg`<path d="m8.5 7-5 5 5 5m7-10 5 5-5 5"/>`,
  copy: svg`<path d="M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9"/>`,
  down: svg`<path d="M12 4.5v14m6-6-6 6.5-6-6.5"/>`,
  edit: svg`<path d="m5 19 .8-3.6L16.4 4.8a1.7 1.7 0 0 1 2.4 0l.4.4a1.7 1.7 0 0 1 0 2.4L8.6 18.2z"/>`,
  export: svg`<path d="M12 15V4m-4.5 4L12 3.5 16.5 8M5 13.5V20h14v-6.5"/>`,
  file: svg`<path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5"/>`,
  filter: svg`<path d="M4 7h16M7 12h10m-7 5h4"/>`,
  folder: svg`<path d="M3.5 6.5V19h17V8.5h-9l-2-2z"/>`,
  keyboard: svg`<path d="M3 7h18v11H3zM7 10.8h.01M10.5 10.8h.01M14 10.8h.01M17.3 10.8h.01M8 14.4h8"/>`,
  key: svg`<path d="M8 16.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12.5h8.5V16M16.5 12.5v3"/>`,
  link: svg`<path d="M10 14a3.6 3.6 0 0 0 5.1 0l3.8-3.8A3.6 3.6 0 0 0 13.8 5l-1.4 1.4M14 10a3.6 3.6 0 0 0-5.1 0L5.1 13.8a3.6 3.6 0 0 0 5.1 5.1l1.4-1.4"/>`,
  logout: svg`<path d="M14 5H5v14h9m2-10 3.5 3L16 15m3-3h-9"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.6"/>`,
  panel: svg`<path d="M4 5h16v14H4zM9.5 5v14"/>`,
  person: svg`<path d="M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.8 20c.7-3.6 3.6-5.4 7.2-5.4s6.5 1.8 7.2 5.4"/>`,
  pin: svg`<path d="M9 4h6l-.7 6.2 3 3.3H6.7l3-3.3zM12 13.5V20.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  pulse: svg`<path d="M3 12.5h4l2.5-7 4.5 13 2.5-6H21"/>`,
  refresh: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4"/>`,
  search: svg`<path d="M10.8 17.3a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.6-4.6"/>`,
  send: svg`<path d="M12 19.5V5m-6 6 6-6.5 6 6.5"/>`,
  shield: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6z"/>`,
  stop: svg`<path d="M7.5 7.5h9v9h-9z" fill="currentColor"/>`,
  thumbDown: svg`<path d="M8 4.5H6L3.8 11v2.5h5.7l-1 5.5h1.3l4-5.5H16V4.5zM16 4.5h4v9h-4"/>`,
  thumbUp: svg`<path d="M8 19.5H6L3.8 13v-2.5h5.7l-1-5.5h1.3l4 5.5H16v9zM16 19.5h4v-9h-4"/>`,
  tool: svg`<path d="M14.5 6.5a4 4 0 0 1 5-1l-2.6 2.6 1 2 2 1 .6-.6a4 4 0 0 1-5.6 3.5L8 21a2.1 2.1 0 0 1-3-3l7-6.9a4 4 0 0 1 2.5-4.6z"/>`,
  trash: svg`<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 13h9.4l.8-13M10 10.5v6m4-6v6"/>`,
  warning: svg`<path d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.7v.01"/>`,
};

/** Which of them point along the line, and so turn round where one reads from right to left. */
const TURNING = new Set(['back', 'branchBack', 'branchOn', 'logout', 'panel']);

export function icon(name) {
  return html`<svg class="icon ${TURNING.has(name) ? 'turns' : ''}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** The page's sign: a hexagon with two lines of text. */
export function sign() {
  return html`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
    <path class="sign-body" d="M16 2.5 27.7 9.25v13.5L16 29.5 4.3 22.75V9.25z" />
    <path class="sign-lines" d="M10.5 13.2h11M10.5 18.6h6.5" />
  </svg>`;
}
