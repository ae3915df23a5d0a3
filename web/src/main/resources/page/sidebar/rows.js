/**
 * Which rows of a long list are in the document: those near to what is seen. The others leave their room. All are of one
 * height, and so are the headings of groups.
 *
 * `rows.begin()`, then for each group a heading and a list of the class `near`, with the part that `rows.take(length)` gives.
 */

/** Rows beyond those that are seen, on either side: keys go on to them, and so does a quick scroll. */
const SPARE = 24;
/** Rows that are scrolled by between two renderings. */
const STEP = 8;

export class Rows {
  #host;
  #selector;
  /** Pixels of a row and of a heading; measured when there is one. */
  #row = 36;
  #head = 40;
  #step = 0;
  #seen = innerHeight;
  /** Where the next group begins, in pixels, and the parts of those before. */
  #top = 0;
  #parts = [];

  /** @param selector of the place within the host that scrolls */
  constructor(host, selector) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  begin() {
    this.#top = 0;
    this.#parts = [];
  }

  /** The part of the next group that is shown: `{from, to}`. */
  take(length) {
    const begin = this.#top + this.#head;
    const at = (pixels) => Math.max(0, Math.min(length, Math.floor((pixels - begin) / this.#row)));
    const above = this.#step * STEP * this.#row;
    const part = {
      from: at(above - SPARE * this.#row),
      to: at(above + this.#seen + (STEP + SPARE) * this.#row),
      length,
    };
    this.#top = begin + length * this.#row;
    this.#parts.push(part);
    return part;
  }

  /** Takes a scroll event. */
  scrolled({target: {scrollTop, clientHeight}}) {
    const step = Math.floor(scrollTop / this.#row / STEP);
    if (step !== this.#step || clientHeight > this.#seen) {
      this.#step = step;
      this.#seen = clientHeight;
      this.#host.requestUpdate();
    }
  }

  hostUpdated() {
    const place = this.#host.$(this.#selector);
    const lists = [...place.querySelectorAll('.near')];
    const row = height(place, '.near > li', this.#row);
    const head = height(place, 'h2', this.#head);
    if (row !== this.#row || head !== this.#head) {
      this.#row = row;
      this.#head = head;
      this.#host.requestUpdate();
    }
    lists.forEach(({style}, index) => {
      const {from, length} = this.#parts[index];
      style.paddingBlockStart = `${from * row}px`;
      style.blockSize = `${length * row}px`;
    });
  }
}

function height(place, selector, usual) {
  return place.querySelector(selector)?.getBoundingClientRect().height || usual;
}
