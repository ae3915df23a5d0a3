/**
 * Where the reader is among the messages of an element: `.scroll` within it. It goes on to the end by itself until the
 * reader goes up, and what is read of older messages does not move what is looked at.
 */

/** Pixels from the end within which who comes down goes on with it. */
const NEAR = 90;
/** Pixels from the beginning within which older messages are read. */
const SOON = 300;

export class Place {
  #host;
  #more;
  #stick = true;
  /** Where it was scrolled to, and how large it was. */
  #last = {top: 0, width: 0, height: 0};
  /** What the reader looks at while older messages come, and how far below the upper edge it is. */
  #held = null;
  #reading = false;
  /** Whether what is read has come, and is shown. */
  #come = false;
  #follow = () => this.#goOn();
  /** A window that changes its size is no reader who goes up. */
  #resize = new ResizeObserver(this.#follow);

  /** @param more reads older messages, when there are any; gives a promise */
  constructor(host, more) {
    this.#host = host;
    this.#more = more;
    host.addController(this);
  }

  hostConnected() {
    this.#host.addEventListener('rendered', this.#follow);
    this.#resize.observe(this.#host);
  }

  hostDisconnected() {
    this.#host.removeEventListener('rendered', this.#follow);
    this.#resize.disconnect();
  }

  hostUpdate() {
    if (this.#reading && !this.#come) {
      this.#hold();
    }
  }

  hostUpdated() {
    this.#come ||= this.#reading && Boolean(this.#held) && this.#first !== this.#held.first;
    this.#goOn();
  }

  get #scroll() {
    return this.#host.$('.scroll');
  }

  get #first() {
    return this.#host.$('cb-message');
  }

  /** Goes to the end, and on with it. */
  toEnd() {
    this.#stick = true;
    this.#goOn();
  }

  /** Stays where it is, whatever grows. */
  stay() {
    this.#stick = false;
  }

  #goOn() {
    const place = this.#scroll;
    if (place && this.#stick) {
      place.scrollTop = place.scrollHeight;
    }
  }

  /** Takes a scroll event; gives whether the end is out of sight. */
  scrolled({target: {scrollTop, scrollHeight, clientHeight, clientWidth}}) {
    const end = scrollHeight - scrollTop - clientHeight;
    const same = this.#last.width === clientWidth && this.#last.height === clientHeight;
    const up = same && scrollTop < this.#last.top;
    this.#last = {top: scrollTop, width: clientWidth, height: clientHeight};
    if (up && end > 1) {
      this.#stick = false; // by however little: it is no use to pull at who goes up step by step
    } else if (end < NEAR) {
      this.#stick = true;
    }
    if (scrollTop < SOON) {
      this.earlier();
    }
    return end > clientHeight / 2;
  }

  /**
   * Reads older messages. What is looked at stays where it is: where the reader is when they come, not when they are asked
   * for.
   */
  async earlier() {
    if (this.#reading) {
      return;
    }
    this.#reading = true;
    try {
      await this.#more();
      await this.#host.updateComplete;
      await Promise.all([...this.#host.querySelectorAll('cb-message')].map((message) => message.updateComplete));
      this.#restore();
    } finally {
      this.#reading = this.#come = false;
      this.#held = null;
    }
  }

  #hold() {
    const place = this.#scroll;
    const top = place?.getBoundingClientRect().top;
    const message = [...(place?.querySelectorAll('cb-message > *') ?? [])].find((one) => one.getBoundingClientRect().bottom > top);
    this.#held = message ? {message, top: message.getBoundingClientRect().top - top, first: this.#first} : null;
  }

  #restore() {
    const place = this.#scroll;
    if (this.#held?.message.isConnected && place && !this.#stick) {
      const {message, top} = this.#held;
      place.scrollTop += message.getBoundingClientRect().top - place.getBoundingClientRect().top - top;
    }
  }
}
