/** The conversations at the side: found by title as one types, pinned ones first, then by when they were written in. */
import {PageElement, Follow, html, nothing, t, catalogue} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {isComposing} from 'page/design/form.js';
import {icon, sign} from 'page/design/icon.js';
import {explain} from 'page/api/explain.js';
import {complain} from 'page/design/toast.js';
import {api} from 'page/api/client.js';
import {router} from 'page/app/router.js';
import {session} from 'page/app/session.js';
import {look} from 'page/app/looks.js';
import {shortcuts} from 'page/app/shortcuts.js';
import {conversations} from 'page/sidebar/conversations.js';
import {actions} from 'page/sidebar/actions.js';
import {Rows} from 'page/sidebar/rows.js';
import 'page/design/menu.js';
import 'page/folders/folder-picker.js';

/** Milliseconds without a key, after which titles are asked for. */
const CALM = 150;
const DAY = 86_400_000;

class Sidebar extends PageElement {
  static properties = {query: {state: true}, found: {state: true}};
  #timer = 0;
  #undo = [];
  #rows = new Rows(this, '.entries');

  constructor() {
    super();
    this.query = '';
    this.found = null;
    for (const store of [conversations, router, session, look]) {
      new Follow(this, store);
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.#undo = [
      shortcuts.on('new', () => router.go('/')),
      shortcuts.on('search', () => router.go('/search')),
      shortcuts.on('filter', () => {
        if (this.hasAttribute('inert')) {
          this.dispatchEvent(new Event('show-sidebar', {bubbles: true}));
        }
        setTimeout(() => this.$('input').focus());
      }),
      shortcuts.on('next', () => this.#step(1)),
      shortcuts.on('previous', () => this.#step(-1)),
      conversations.onTook((about) => {
        this.found = this.found?.map((one) => (one.id === about.id ? {...one, ...about} : one)) ?? null;
      }),
      conversations.onElsewhere(() => this.found && this.#findSoon()),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#undo.forEach((undo) => undo());
  }

  get foremost() {
    return this.$('.new');
  }

  async #step(by) {
    const all = this.#found ?? grouped(conversations.shown).flatMap(([, group]) => group);
    const at = all.findIndex(({id}) => id === router.current?.params.id);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) {
      await router.go(`/c/${next.id}`, {stay: true});
      await this.updateComplete;
      this.$('.entries [aria-current]')?.scrollIntoView({block: 'nearest'});
    }
  }

  /** What is found by title; null where nothing is looked for. */
  get #found() {
    return this.found && conversations.without(this.found);
  }

  #type(event) {
    this.query = event.target.value;
    this.#findSoon();
  }

  #findSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), CALM);
  }

  async #find() {
    const query = this.query.trim();
    if (!query) {
      this.found = null;
      return;
    }
    try {
      const {items} = await api.get('/search/titles', {query: {q: query, limit: 30}});
      if (query === this.query.trim()) {
        this.found = items;
      }
    } catch (problem) {
      complain(problem);
    }
  }

  #filterKey(event) {
    if (isComposing(event)) {
      return;
    }
    if (event.key === 'Escape' && this.query) {
      event.preventDefault();
      event.stopPropagation();
      this.query = '';
      this.found = null;
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.$('.entries a')?.focus();
    } else if (event.key === 'Enter' && this.query.trim()) {
      this.#enter().catch(complain);
    }
  }

  /** Opens the first that is found, also when Enter comes before what is found. */
  async #enter() {
    clearTimeout(this.#timer);
    await this.#find();
    const first = this.#found?.[0];
    await router.go(first ? `/c/${first.id}` : `/search?q=${encodeURIComponent(this.query.trim())}`);
  }

  #entriesKey(event) {
    const links = [...this.querySelectorAll('.entries a')];
    const at = links.indexOf(document.activeElement);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1}[event.key];
    if (at >= 0 && to !== undefined) {
      event.preventDefault();
      (to < 0 ? this.$('input') : links[Math.min(to, links.length - 1)]).focus();
    }
  }

  #scrolled(event) {
    this.#rows.scrolled(event);
    const {scrollTop, scrollHeight, clientHeight} = event.target;
    if (scrollHeight - scrollTop - clientHeight < 400) {
      conversations.more().catch(complain);
    }
  }

  render() {
    return html`<nav aria-label=${t('sidebar.label')}>
      <div class="side-top">
        <a class="home" href="/">${sign()}<span>${t('app.name')}</span></a>
        <button
          type="button"
          class="tool"
          aria-label=${t('app.sidebar.close')}
          title=${t('app.sidebar.close')}
          @click=${() => this.dispatchEvent(new Event('show-sidebar', {bubbles: true}))}
        >
          ${icon('panel')}
        </button>
      </div>
      <a class="side-link new" href="/" aria-current=${router.current?.path === '/' ? 'page' : nothing}>${icon('plus')}<span>${t('chat.new')}</span></a>
      <a class="side-link" href="/search" aria-current=${router.current?.path === '/search' ? 'page' : nothing}>${icon('search')}<span>${t('search.title')}</span></a>
      <div class="side-filter">
        ${icon('filter')}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label=${t('sidebar.filter')}
          placeholder=${t('sidebar.filter')}
          .value=${this.query}
          @input=${this.#type}
          @keydown=${this.#filterKey}
        />
      </div>
      <cb-folder-picker></cb-folder-picker>
      <div class="entries" @scroll=${this.#scrolled} @keydown=${this.#entriesKey}>${this.#entries()}</div>
      ${this.#foot()}
    </nav>`;
  }

  #entries() {
    const found = this.#found;
    if (found) {
      return html`
        ${found.length > 0 ? html`<ul>${repeat(found, ({id}) => id, (item) => this.#entry(item))}</ul>` : html`<p class="none">${t('sidebar.filter.none')}</p>`}
        <a class="everywhere" href="/search?q=${encodeURIComponent(this.query.trim())}" dir="auto">${t('sidebar.filter.search', {query: this.query.trim()})}</a>
      `;
    }
    const back = conversations.archived
      ? html`<button type="button" class="archive-link" @click=${() => conversations.load(false).catch(complain)}>${icon('back')}${t('sidebar.archive.back')}</button>`
      : nothing;
    const trouble = conversations.problem
      ? html`<p class="none" role="alert">${explain(conversations.problem)}</p>
          <button type="button" class="archive-link" @click=${() => conversations.load().catch(complain)}>${icon('refresh')}${t('action.retry')}</button>`
      : nothing;
    const items = conversations.shown;
    if (items.length === 0) {
      const empty = conversations.loaded ? t(conversations.archived ? 'sidebar.archive.empty' : 'sidebar.empty') : '';
      return html`${back}${trouble}<p class="none">${empty}</p>`;
    }
    this.#rows.begin();
    return html`${back}${trouble}${grouped(items).map(([name, group]) => {
      const {from, to} = this.#rows.take(group.length);
      return html`<h2>${name}</h2>
        <ul class="near">${repeat(group.slice(from, to), ({id}) => id, (item, index) => this.#entry(item, {at: from + index, of: group.length}))}</ul>`;
    })}`;
  }

  /** `at` and `of`: which one of how many, of which others are not in the document. */
  #entry(item, {at, of} = {}) {
    const title = item.title ?? t('chat.untitled');
    return html`<li aria-posinset=${of ? at + 1 : nothing} aria-setsize=${of ?? nothing}>
      <a href="/c/${item.id}" dir="auto" title=${title} aria-current=${router.current?.params.id === item.id ? 'page' : nothing}>${title}</a>
      <cb-menu .kind=${'tool small'} .label=${t('conversation.more', {title})} .face=${icon('more')} .items=${() => actions(item)}></cb-menu>
    </li>`;
  }

  #foot() {
    const {user} = session;
    const name = user?.displayName || user?.email || '';
    const face = html`<span class="avatar" aria-hidden="true">${[...name][0]?.toUpperCase()}</span><span class="name" dir="auto">${name}</span>`;
    return html`<div class="side-foot">
      <cb-menu .kind=${'side-link account'} .label=${t('sidebar.account')} .face=${face} .items=${() => this.#items(user)}></cb-menu>
    </div>`;
  }

  #items(user) {
    return [
      {label: t('sidebar.settings'), icon: 'person', href: '/account'},
      ...(user?.role === 'admin' ? [{label: t('sidebar.admin'), icon: 'shield', href: '/admin'}] : []),
      {label: t('sidebar.archive'), icon: 'archive', act: () => conversations.load(true).catch(complain)},
      {label: t('sidebar.shortcuts'), icon: 'keyboard', act: () => shortcuts.help()},
      {line: true},
      {heading: t('sidebar.look')},
      ...['auto', 'light', 'dark'].map((one) => ({label: t(`look.${one}`), checked: look.chosen === one, act: () => look.choose(one)})),
      {heading: t('sidebar.language')},
      ...catalogue.languages.map(([tag, label]) => ({
        label,
        checked: catalogue.language === tag,
        act: () => catalogue.speak(tag, {keep: true}),
      })),
      {line: true},
      {label: t('sidebar.logout'), icon: 'logout', act: () => session.logOut().catch(complain)},
    ];
  }
}
customElements.define('cb-sidebar', Sidebar);

/** Pinned ones, then by day, week and month: `[[name, items]]`. */
function grouped(items) {
  const groups = new Map();
  const add = (name, item) => groups.get(name)?.push(item) ?? groups.set(name, [item]);
  const today = new Date().setHours(0, 0, 0, 0);
  items.filter(({pinned}) => pinned).forEach((item) => add(t('sidebar.pinned'), item));
  for (const item of items.filter(({pinned}) => !pinned)) {
    const time = Date.parse(item.updatedAt);
    if (time >= today) {
      add(t('sidebar.today'), item);
    } else if (time >= today - DAY) {
      add(t('sidebar.yesterday'), item);
    } else if (time >= today - 7 * DAY) {
      add(t('sidebar.week'), item);
    } else {
      add(catalogue.month(item.updatedAt), item);
    }
  }
  return [...groups];
}
