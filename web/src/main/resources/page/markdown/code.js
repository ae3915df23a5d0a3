/**
 * Code, with its language's colours and a button that copies it: `<cb-code .lang .code>`. Code that grows is appended
 * to; it gets its colours when there is time.
 */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {copy} from 'page/design/copy.js';
import {icon} from 'page/design/icon.js';
import {colour, named} from 'page/markdown/highlight.js';

/** Code units. More is shown without colours: nobody reads so much in an answer, but everybody would wait for it. */
const MOST_COLOURED = 60_000;
/** Milliseconds from the last change. */
const CALM = 120;

class Code extends PageElement {
  static properties = {lang: {attribute: false}, code: {attribute: false}, copied: {state: true}};
  #shown = null;
  #timer = 0;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#shown = null;
    this.requestUpdate();
  }

  updated(changed) {
    if (changed.has('code') || changed.has('lang') || this.#shown === null) {
      this.#show();
    }
  }

  #show() {
    const place = this.$('code');
    if (place && this.#shown !== this.code) {
      const last = place.lastChild;
      if (this.#shown && this.code.startsWith(this.#shown) && last?.nodeType === Node.TEXT_NODE) {
        last.appendData(this.code.slice(this.#shown.length));
      } else if (this.#shown && this.code.startsWith(this.#shown)) {
        place.append(this.code.slice(this.#shown.length));
      } else {
        place.textContent = this.code;
      }
      this.#shown = this.code;
    }
    clearTimeout(this.#timer);
    if (this.lang && this.code.length <= MOST_COLOURED) {
      this.#timer = setTimeout(() => this.#colour(), CALM);
    }
  }

  async #colour() {
    const {code, lang} = this;
    const nodes = await colour(code, lang);
    if (nodes && this.code === code && this.isConnected) {
      this.$('code').replaceChildren(nodes);
      this.requestUpdate(); // the language's name is known now
    }
  }

  async #copy() {
    if (await copy(this.code)) {
      this.copied = true;
      setTimeout(() => (this.copied = false), 2_000);
    }
  }

  render() {
    const name = (this.lang ?? '').trim().split(/[\s,{]/)[0];
    return html`<figure class="code" dir="ltr">
      <figcaption>
        <span>${name ? named(name) : nothing}</span>
        <button type="button" class="tool small" aria-label=${t('chat.copyCode')} title=${t('chat.copyCode')} @click=${this.#copy}>
          ${icon(this.copied ? 'check' : 'copy')}
        </button>
      </figcaption>
      <pre tabindex="0" role="group" aria-label=${name || t('chat.copyCode')}><code></code></pre>
    </figure>`;
  }
}
customElements.define('cb-code', Code);
