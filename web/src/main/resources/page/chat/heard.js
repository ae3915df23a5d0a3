/**
 * Tells those who listen what is written, a sentence at a time: words that come one by one cannot be followed. One
 * hidden place is spoken; it never holds more than was not yet said.
 */
import {t} from 'page/text/catalogue.js';

const PAUSE = 1_500;

export class Heard {
  #place;
  #said = 0;
  #timer = 0;
  #entry = null;
  #listen = () => this.#later();

  /** @param place an element with `aria-live` */
  constructor(place) {
    this.#place = place;
  }

  /** Follows an answer that is being written; null: none. */
  follow(entry) {
    if (entry === this.#entry) {
      return;
    }
    this.#entry?.removeEventListener('change', this.#listen);
    this.#entry = entry;
    this.#said = 0;
    if (entry) {
      entry.addEventListener('change', this.#listen);
      this.#say(t('chat.live.begins'));
    }
  }

  #later() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#next();
    }, PAUSE);
  }

  #next() {
    const entry = this.#entry;
    if (!entry) {
      return;
    }
    const rest = entry.text.slice(this.#said);
    const whole = entry.running ? (rest.match(/^[\s\S]*[.!?。！？…:;](?=\s)|^[\s\S]*\n/)?.[0] ?? '') : rest;
    if (whole.trim()) {
      this.#said += whole.length;
      this.#say(whole.replace(/[#*_`|>]+/g, ' ').replace(/\s+/g, ' ').trim());
    }
    if (!entry.running) {
      this.#say(t('chat.live.ends'));
      this.follow(null);
    }
  }

  #say(text) {
    const line = document.createElement('p');
    line.textContent = text;
    this.#place.append(line);
    while (this.#place.childElementCount > 5) {
      this.#place.firstElementChild.remove();
    }
  }
}
