/**
 * A button that opens a menu: `<cb-menu .label .face .items>`. `face` is what the button shows, `items` a function that
 * gives `[{label, icon, act | href, download, grave, checked} | {line: true} | {heading}]`. Arrows, Home, End, Escape and the
 * first letters work as in menus elsewhere. What is to be downloaded never takes the page's place, also when that fails.
 */
import {PageElement, html, nothing} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';

class Menu extends PageElement {
  static properties = {
    label: {attribute: false},
    face: {attribute: false},
    items: {attribute: false},
    kind: {attribute: false},
    open: {state: true},
  };

  constructor() {
    super();
    this.kind = 'tool';
    this.open = false;
    this.onOutside = (event) => {
      if (!event.composedPath().includes(this)) {
        this.#shut(false);
      }
    };
    this.onScroll = ({target}) => {
      if (target.contains(this)) {
        this.#follow(target);
      }
    };
    this.onResize = () => this.#place();
  }

  updated(changed) {
    if (this.open && changed.has('items')) {
      this.#place(); // there may be more of them
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#shut(false);
  }

  #listen(on) {
    const change = on ? 'addEventListener' : 'removeEventListener';
    document[change]('pointerdown', this.onOutside, true);
    window[change]('resize', this.onResize);
    document[change]('scroll', this.onScroll, true);
  }

  async #show(last = false) {
    this.open = true;
    this.#listen(true);
    await this.updateComplete;
    this.#place();
    const all = this.#all();
    (last ? all.at(-1) : all[0])?.focus();
  }

  #shut(focus = true) {
    if (this.open) {
      this.open = false;
      this.#listen(false);
      if (focus) {
        this.$('button').focus();
      }
    }
  }

  /** Goes with its button while that is scrolled, until it is out of sight. */
  #follow(scroller) {
    const {top, bottom} = this.$('button').getBoundingClientRect();
    const view = scroller === document ? {top: 0, bottom: innerHeight} : scroller.getBoundingClientRect();
    if (bottom > view.top && top < view.bottom) {
      this.#place();
    } else {
      this.#shut(false);
    }
  }

  /** Beside its button, on the side where there is room. */
  #place() {
    const button = this.$('button').getBoundingClientRect();
    const menu = this.$('.menu');
    const {offsetWidth: width, offsetHeight: height} = menu;
    const below = button.bottom + 4;
    const top = below + height < innerHeight - 8 ? below : Math.max(8, button.top - height - 4);
    const rtl = getComputedStyle(this).direction === 'rtl';
    const wanted = rtl ? button.right - width : button.left;
    menu.style.top = `${top}px`;
    menu.style.left = `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`;
  }

  #all() {
    return [...this.querySelectorAll('[role^=menuitem]')];
  }

  #key(event) {
    const all = this.#all();
    const now = all.indexOf(document.activeElement);
    const moves = {ArrowDown: now + 1, ArrowUp: now - 1 + all.length, Home: 0, End: all.length - 1};
    if (event.key in moves) {
      all[moves[event.key] % all.length]?.focus();
    } else if (event.key === 'Escape') {
      this.#shut();
    } else if (event.key === 'Tab') {
      this.#shut(false);
      return;
    } else if (event.key.length === 1 && event.key !== ' ') {
      const starts = (item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
      [...all.slice(now + 1), ...all.slice(0, now + 1)].find(starts)?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #buttonKey(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#show(event.key === 'ArrowUp');
    }
  }

  render() {
    return html`<button
        type="button"
        class=${this.kind}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label ?? nothing}
        title=${this.label ?? nothing}
        @click=${() => (this.open ? this.#shut() : this.#show())}
        @keydown=${this.#buttonKey}
      >
        ${this.face}
      </button>
      ${this.open
        ? html`<div class="menu" role="menu" aria-label=${this.label ?? nothing} @keydown=${this.#key}>
            ${this.items().map((item) => this.#item(item))}
          </div>`
        : nothing}`;
  }

  #item(item) {
    if (item.line) {
      return html`<hr />`;
    }
    if (item.heading) {
      return html`<div class="heading" role="presentation">${item.heading}</div>`;
    }
    const face = html`${item.icon ? icon(item.icon) : nothing}<span dir="auto">${item.label}</span>`;
    if (item.href) {
      return html`<a role="menuitem" tabindex="-1" href=${item.href} ?download=${item.download} @click=${() => this.#shut()}>${face}</a>`;
    }
    const checkable = item.checked !== undefined;
    return html`<button
      type="button"
      tabindex="-1"
      role=${checkable ? 'menuitemradio' : 'menuitem'}
      aria-checked=${checkable ? String(item.checked) : nothing}
      class=${item.grave ? 'grave' : ''}
      @click=${() => {
        this.#shut();
        item.act();
      }}
    >
      ${face}
    </button>`;
  }
}
customElements.define('cb-menu', Menu);
