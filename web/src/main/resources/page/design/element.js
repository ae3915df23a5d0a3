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

export class PageElement extends LitElement {
  constructor() {
    super();
    new Follow(this, catalogue);
  }

  createRenderRoot() {
    return this;
  }

  /** The first element within that a selector matches. */
  $(selector) {
    return this.querySelector(selector);
  }
}
