/**
 * What all elements of the page are made of. They render into the document itself, so that its styles hold for them,
 * and again when the language changes.
 */
import {LitElement} from 'lit';
import {Follow} from 'page/app/store.js';
import {catalogue} from 'page/text/catalogue.js';

export {html, nothing, svg} from 'lit';
export {t, catalogue} from 'page/text/catalogue.js';
export {Follow} from 'page/app/store.js';

/** What a list is made of: its rows, and what heads them. */
const ROWS = 'li, tr, .row, .block-head';
/** What of it takes the focus. */
const USABLE = 'h2, a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary';

export class PageElement extends LitElement {
  constructor() {
    super();
    new Follow(this, catalogue);
  }

  createRenderRoot() {
    return this;
  }

  /**
   * Hands the focus on where the row that has it goes, or what in it has it: to the row in its place, else to the one
   * before. The browser alone would take it to the beginning of the page.
   */
  update(changed) {
    const focused = document.activeElement;
    const row = focused?.closest(ROWS);
    const at = row && maker(row) === this ? this.#rows().indexOf(row) : -1;
    super.update(changed);
    if (at >= 0 && document.activeElement === document.body) {
      const rows = this.#rows();
      const next = row.isConnected ? row : (rows[at] ?? rows.at(-1));
      const to = focused.isConnected ? focused : next ? (next.querySelector(USABLE) ?? next) : this.foremost;
      if (to?.tabIndex < 0) {
        to.tabIndex = -1; // a heading takes it only so
      }
      to?.focus({preventScroll: true});
    }
  }

  #rows() {
    return [...this.querySelectorAll(ROWS)];
  }

  /** What gets the focus when its row was the last one. */
  get foremost() {
    return this.$(USABLE);
  }

  /** The first element within that a selector matches. */
  $(selector) {
    return this.querySelector(selector);
  }
}

/** The element of the page's that renders a node. */
function maker(node) {
  return !node || node instanceof PageElement ? node : maker(node.parentElement);
}
