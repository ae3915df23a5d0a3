/**
 * Bars over time: `<cb-bars .rows .series .format .label>`. `rows` are `[{name, title, values}]`, with a value for each
 * of the `series`' names; the values of a row stand on each other. What the pointer is at is said above; for who cannot
 * see it, a table beside it has the same.
 */
import {PageElement, html, nothing, svg} from 'page/design/element.js';

const HEIGHT = 200;
const TOP = 8;
const FOOT = 22;
const SIDE = 48;
const LINES = 4;
/** Pixels between two names at the foot. */
const APART = 72;

class Bars extends PageElement {
  static properties = {
    rows: {attribute: false},
    series: {attribute: false},
    format: {attribute: false},
    label: {attribute: false},
    at: {state: true},
    breadth: {state: true},
  };
  #watch = new ResizeObserver(([entry]) => {
    this.breadth = Math.floor(entry.contentRect.width);
  });

  connectedCallback() {
    super.connectedCallback();
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  #point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const rtl = getComputedStyle(this).direction === 'rtl';
    const from = rtl ? box.right - event.clientX : event.clientX - box.left;
    const at = Math.floor(((from - SIDE) / (box.width - SIDE)) * this.rows.length);
    this.at = at >= 0 && at < this.rows.length ? at : null;
  }

  render() {
    const {rows, breadth} = this;
    if (!rows || !breadth) {
      return nothing;
    }
    const whole = rows.every(({values}) => values.every(Number.isInteger));
    const top = ceiling(Math.max(whole ? LINES : 0, ...rows.map(({values}) => sum(values))));
    return html`
      <div class="chart-head">
        <div class="legend">
          ${this.series.map((name, index) => html`<span><i class="swatch series-${index}"></i>${name}</span>`)}
        </div>
        <div class="readout" aria-hidden="true">${this.#readout()}</div>
      </div>
      <svg
        class="chart"
        width=${breadth}
        height=${HEIGHT}
        viewBox="0 0 ${breadth} ${HEIGHT}"
        role="img"
        aria-label=${this.label}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${() => (this.at = null)}
      >
        ${this.#grid(top, breadth)} ${rows.map((row, index) => this.#bar(row, index, top, breadth))}
      </svg>
    `;
  }

  #readout() {
    const row = this.rows[this.at];
    if (!row) {
      return nothing;
    }
    return html`<strong>${row.title}</strong> ${row.values.map(
        (value, index) => html`<span><i class="swatch series-${index}"></i>${this.format(value)}</span>`,
      )}`;
  }

  #grid(top, breadth) {
    return Array.from({length: LINES + 1}, (_, line) => {
      const y = TOP + (HEIGHT - TOP - FOOT) * (1 - line / LINES);
      return svg`<line class="grid" x1=${SIDE} x2=${breadth} y1=${y} y2=${y}></line>
        <text class="tick" x=${SIDE - 6} y=${y + 4} text-anchor="end">${this.format((top * line) / LINES)}</text>`;
    });
  }

  #bar(row, index, top, breadth) {
    const slot = (breadth - SIDE) / this.rows.length;
    const thick = Math.max(1, Math.min(36, slot * 0.72));
    const x = SIDE + slot * index + (slot - thick) / 2;
    const scale = (HEIGHT - TOP - FOOT) / top;
    let y = HEIGHT - FOOT;
    const pieces = row.values.map((value, which) => {
      const high = value * scale;
      y -= high;
      return high > 0 ? svg`<rect class="series-${which}" x=${x} y=${y} width=${thick} height=${high} rx="1.5"></rect>` : nothing;
    });
    const every = Math.max(1, Math.ceil(APART / slot));
    const middle = x + thick / 2;
    const fits = middle + APART / 2 <= breadth;
    return svg`${this.at === index ? svg`<rect class="hover" x=${SIDE + slot * index} y=${TOP} width=${slot} height=${HEIGHT - TOP - FOOT}></rect>` : nothing}
      ${pieces}
      ${index % every === 0 ? svg`<text class="tick" x=${fits ? middle : breadth} y=${HEIGHT - 6} text-anchor=${fits ? 'middle' : 'end'}>${row.name}</text>` : nothing}`;
  }
}
customElements.define('cb-bars', Bars);

function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}

/** The next round figure: 1, 2, 4 or 8 of a power of ten. */
function ceiling(value) {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 4, 8].find((step) => step * power >= value) ?? 10);
}
