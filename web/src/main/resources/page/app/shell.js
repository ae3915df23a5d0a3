/** The frame around every page: conversations at the side, the page beside them, dialogs and toasts above. */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {unsafeStatic, html as tagged} from 'lit/static-html.js';
import {icon, sign} from 'page/design/icon.js';
import {explain} from 'page/api/explain.js';
import {router} from 'page/app/router.js';
import {session} from 'page/app/session.js';
import {shortcuts} from 'page/app/shortcuts.js';
import {connection} from 'page/app/connection.js';
import 'page/design/toast.js';
import 'page/design/dialog.js';
import 'page/design/menu.js';
import 'page/sidebar/sidebar.js';

const NARROW = matchMedia('(max-width: 52rem)');

class App extends PageElement {
  static properties = {sidebar: {state: true}};

  constructor() {
    super();
    this.sidebar = !NARROW.matches;
    for (const store of [router, session, connection]) {
      new Follow(this, store);
    }
    NARROW.addEventListener('change', () => {
      this.sidebar = !NARROW.matches;
    });
    router.addEventListener('change', () => {
      if (NARROW.matches) {
        this.sidebar = false;
      }
    });
    shortcuts.on('sidebar', () => this.#toggle());
    shortcuts.on('stop', () => (NARROW.matches && this.sidebar ? this.#toggle() : false));
    this.addEventListener('show-sidebar', () => this.#toggle());
  }

  async #toggle() {
    this.sidebar = !this.sidebar;
    if (this.sidebar && NARROW.matches) {
      await this.updateComplete;
      this.$('cb-sidebar a')?.focus();
    }
  }

  render() {
    const page = router.current;
    if (!page) {
      return nothing;
    }
    if (session.problem) {
      return html`<main>${this.#trouble(session.problem, () => session.start())}</main>`;
    }
    if (!page.open && !session.user) {
      const back = location.pathname + location.search;
      queueMicrotask(() => router.go(back === '/' ? '/login' : `/login?to=${encodeURIComponent(back)}`, {replace: true}));
      return nothing;
    }
    const framed = session.user && !page.open;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('app.skip')}</a>
      ${connection.online ? nothing : html`<p class="offline" role="status">${t('app.offline')}</p>`}
      <div class="frame ${framed ? '' : 'bare'} ${this.sidebar ? 'with-sidebar' : ''}">
        ${framed
          ? html`<cb-sidebar ?inert=${!this.sidebar} ?hidden=${!this.sidebar && !NARROW.matches}></cb-sidebar>
              <div class="veil" @click=${this.#toggle}></div>`
          : nothing}
        <main id="main" tabindex="-1" ?inert=${framed && this.sidebar && NARROW.matches}>
          ${page.problem ? this.#trouble(page.problem, () => location.reload()) : page.element ? this.#page(page) : this.#unknown()}
        </main>
      </div>
      <cb-toasts></cb-toasts>
      <cb-dialogs></cb-dialogs>
    `;
  }

  #skip(event) {
    event.preventDefault();
    document.querySelector('#main').focus();
  }

  #page(page) {
    const tag = unsafeStatic(page.element); // a name from the router's table
    return tagged`<${tag} class="page" .route=${page}></${tag}>`;
  }

  #trouble(problem, again) {
    return html`<div class="empty">
      ${sign()}
      <h1>${explain(problem)}</h1>
      <button type="button" class="button" @click=${again}>${t('action.retry')}</button>
    </div>`;
  }

  #unknown() {
    return html`<div class="empty">
      ${sign()}
      <h1>${t('app.unknown')}</h1>
      <p>${t('app.unknown.hint')}</p>
      <a class="button" href="/">${t('app.home')}</a>
    </div>`;
  }
}
customElements.define('cb-app', App);

/** The bar on top of a page: a button for the sidebar, a title, and tools. */
export function bar({title, tools = nothing}) {
  return html`<header class="bar">
    <button
      type="button"
      class="tool"
      aria-label=${t('app.sidebar.open')}
      title=${t('app.sidebar.open')}
      @click=${(event) => event.target.dispatchEvent(new Event('show-sidebar', {bubbles: true}))}
    >
      ${icon('panel')}
    </button>
    <div class="bar-title">${title}</div>
    <div class="bar-tools">${tools}</div>
  </header>`;
}
