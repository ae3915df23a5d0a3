/**
 * A text of Markdown: `<cb-markdown .text .live>`. While it is live, only its last block is rendered again, and no more
 * often than leaves the processor nine tenths of the time.
 */
import {render} from 'lit';
import {Blocks, allBlocks, mended} from 'page/markdown/blocks.js';
import {block} from 'page/markdown/render.js';

/** Rendering may take one part of so many of the time. */
const SHARE = 10;
const LONGEST_PAUSE = 1_000;
const SHORTEST_PAUSE = 50;
/** Blocks before the open one that are laid out each time; older ones keep their size until they are looked at. */
const NEAR = 8;

class Markdown extends HTMLElement {
  #text = '';
  #live = false;
  #blocks = null;
  #shown = '';
  #open = [];
  #frame = 0;
  #timer = 0;
  #next = 0;

  set text(text) {
    if (text !== this.#text) {
      this.#text = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
      this.#schedule();
    }
  }

  get text() {
    return this.#text;
  }

  set live(live) {
    if (live !== this.#live) {
      this.#live = live;
      this.#schedule();
    }
  }

  connectedCallback() {
    this.classList.add('md');
    this.#schedule();
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = this.#timer = 0;
  }

  #schedule() {
    if (!this.isConnected || this.#frame || this.#timer) {
      if (!this.#live && this.isConnected) {
        this.disconnectedCallback();
        this.#render();
      }
      return;
    }
    if (!this.#live) {
      this.#render();
      return;
    }
    const wait = this.#next - performance.now();
    const draw = () => {
      this.#timer = 0;
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#render();
      });
    };
    if (wait > 4) {
      this.#timer = setTimeout(draw, wait);
    } else {
      draw();
    }
  }

  #render() {
    const begun = performance.now();
    if (this.#live) {
      this.#grow(mended(this.#text));
    } else if (this.#blocks && !this.#blocks.hasLinks && this.#text.startsWith(this.#shown)) {
      this.#grow(this.#text);
      this.#blocks = null;
      this.#shown = this.#text;
    } else if (this.#shown !== this.#text || this.#blocks) {
      this.#whole();
    }
    this.dispatchEvent(new Event('rendered', {bubbles: true}));
    const cost = performance.now() - begun;
    this.#next = begun + Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, cost * SHARE));
  }

  /** Each block has a place of its own, in which it is rendered again until it is finished. */
  #grow(text) {
    if (!this.#blocks || !this.#text.startsWith(this.#shown)) {
      this.replaceChildren();
      this.#blocks = new Blocks();
      this.#open = [];
    }
    const {finished, open} = this.#blocks.grow(text);
    const tokens = [...finished, ...open];
    while (this.#open.length < tokens.length) {
      this.#open.push(this.#place());
    }
    this.#open.splice(tokens.length).forEach((place) => place.remove());
    tokens.forEach((token, index) => render(block(token), this.#open[index]));
    this.#open.splice(0, finished.length);
    for (let old = this.childElementCount - NEAR; old > 0 && !this.children[old - 1].className; old--) {
      this.children[old - 1].className = 'past';
    }
    this.#shown = this.#text;
  }

  #place() {
    const place = document.createElement('div');
    this.append(place);
    return place;
  }

  #whole() {
    this.replaceChildren();
    for (const token of allBlocks(this.#text)) {
      render(block(token), this.#place());
    }
    this.#blocks = null;
    this.#shown = this.#text;
  }
}
customElements.define('cb-markdown', Markdown);
