/** Search in all messages: by words, by meaning or by both. The address has the whole query, so it can be kept and sent. */
import {PageElement, Follow, html, nothing, t, catalogue} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {choice, field} from 'page/design/form.js';
import {complain} from 'page/design/toast.js';
import {explain} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {bar} from 'page/app/shell.js';
import {router} from 'page/app/router.js';
import {folders} from 'page/folders/folders.js';

const MODES = ['keyword', 'semantic', 'hybrid'];
const FILTERS = ['folder', 'tag', 'role', 'feedback', 'archived', 'model', 'sort', 'from', 'to'];
const PAGE = 20;
/** Milliseconds without a key, after which the search begins by itself. */
const CALM = 350;

class Search extends PageElement {
  static properties = {
    route: {attribute: false},
    hits: {state: true},
    answer: {state: true},
    problem: {state: true},
    busy: {state: true},
    filters: {state: true},
    tags: {state: true},
  };
  #timer = 0;
  #abort = null;

  constructor() {
    super();
    this.hits = [];
    this.answer = null;
    this.filters = false;
    this.tags = null;
    new Follow(this, folders);
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.filters ||= FILTERS.some((name) => this.route.query.has(name));
      this.#search();
    }
    if (this.filters && !this.tags) {
      this.#readTags();
    }
  }

  /** Those of all conversations, also of those that the list at the side does not show. */
  async #readTags() {
    this.tags = [];
    try {
      this.tags = (await Array.fromAsync(api.all('/tags'))).map(({tag}) => tag);
    } catch (problem) {
      complain(problem);
    }
  }

  updated(changed) {
    document.title = `${this.#value('q') || t('search.title')} · ${t('app.name')}`;
    if (changed.has('route') && !changed.get('route')) {
      this.$('input[type=search]')?.focus();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  #value(name) {
    return this.route.query.get(name) ?? '';
  }

  #set(name, value) {
    const query = new URLSearchParams(this.route.query);
    if (value) {
      query.set(name, value);
    } else {
      query.delete(name);
    }
    router.go(`/search${query.size > 0 ? `?${query}` : ''}`, {replace: true});
  }

  /** The API's parameters: a day is from its beginning to its end, here. */
  #query() {
    const query = Object.fromEntries(this.route.query);
    const day = (text, plus) => {
      const date = new Date(`${text}T00:00`);
      date.setDate(date.getDate() + plus);
      return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
    };
    return {...query, from: query.from && day(query.from, 0), to: query.to && day(query.to, 1), limit: PAGE};
  }

  async #search(cursor = null) {
    if (!cursor) {
      this.#abort?.abort();
      this.#abort = new AbortController();
    }
    if (!this.#value('q').trim()) {
      this.hits = [];
      this.answer = null;
      this.problem = null;
      this.busy = false;
      return;
    }
    const {signal} = this.#abort;
    this.busy = true;
    try {
      const answer = await api.get('/search/messages', {query: {...this.#query(), cursor}, signal});
      this.hits = cursor ? [...this.hits, ...answer.items] : answer.items;
      this.answer = answer;
      this.problem = null;
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      if (cursor) {
        complain(problem);
      } else {
        this.problem = problem;
        this.hits = [];
        this.answer = null;
      }
    }
    this.busy = false;
  }

  #type(event) {
    const {value} = event.target;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set('q', value), CALM);
  }

  #submit(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#set('q', this.$('input[type=search]').value);
  }

  #keys(event) {
    const links = [...this.querySelectorAll('.hit > a')];
    const at = links.indexOf(document.activeElement);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1}[event.key];
    if (to !== undefined && links.length > 0 && (at >= 0 || event.target.matches('[type=search]'))) {
      event.preventDefault();
      (to < 0 ? this.$('input[type=search]') : links[Math.min(to, links.length - 1)]).focus();
    }
  }

  render() {
    return html`${bar({title: html`<h1>${t('search.title')}</h1>`})}
      <div class="search-scroll" @keydown=${this.#keys}>
        <div class="search">
          <form class="search-form" role="search" @submit=${this.#submit}>
            <div class="search-box">
              ${icon('search')}
              <input
                type="search"
                dir="auto"
                autocomplete="off"
                aria-label=${t('search.label')}
                placeholder=${t('search.hint')}
                .value=${this.#value('q')}
                @input=${this.#type}
              />
            </div>
            <div class="search-row">
              ${choice({
                name: 'mode',
                label: t('search.mode'),
                value: this.#value('mode') || 'keyword',
                options: MODES.map((mode) => [mode, t(`search.mode.${mode}`)]),
                change: (mode) => this.#set('mode', mode === 'keyword' ? '' : mode),
              })}
              <button
                type="button"
                class="button quiet"
                aria-expanded=${String(this.filters)}
                aria-controls="search-filters"
                @click=${() => (this.filters = !this.filters)}
              >
                ${icon('filter')}${t('search.filters')}
              </button>
            </div>
            <div class="search-filters" id="search-filters" ?hidden=${!this.filters}>${this.#filters()}</div>
          </form>
          ${this.#results()}
        </div>
      </div>`;
  }

  #filters() {
    const select = (name, all, options) =>
      field({
        name,
        label: t(`search.${name}`),
        value: this.#value(name),
        options: [['', all], ...options],
        input: (event) => this.#set(name, event.target.value),
      });
    const date = (name) =>
      field({
        name,
        label: t(`search.${name}`),
        type: 'date',
        value: this.#value(name),
        input: (event) => this.#set(name, event.target.value),
      });
    const named = (name, values) => values.map((value) => [value, t(`search.${name}.${value}`)]);
    const facet = this.answer?.facets?.model ?? [];
    const chosen = this.#value('model');
    const models = [...new Set([...facet.map(({value}) => value), ...(chosen ? [chosen] : [])])];
    const tag = this.#value('tag');
    const tags = [...new Set([...(this.tags ?? []), ...(tag ? [tag] : [])])];
    const folder = this.#value('folder');
    const gone = folder && !folders.choices.some(([id]) => id === folder) ? [[folder, '…']] : [];
    return html`
      ${folders.items.length > 0 || folder ? select('folder', t('search.folder.any'), [...folders.choices, ...gone]) : nothing}
      ${tags.length > 0 ? select('tag', t('search.tag.any'), tags.map((each) => [each, `#${each}`])) : nothing}
      ${select('role', t('search.role.any'), named('role', ['user', 'assistant']))}
      ${select('model', t('search.model.any'), models.map((name) => [name, name]))}
      ${select('feedback', t('search.feedback.any'), named('feedback', ['up', 'down']))}
      ${select('archived', t('search.archived.any'), named('archived', ['false', 'true']))}
      ${date('from')} ${date('to')}
      ${select('sort', t('search.sort.relevance'), named('sort', ['newest', 'oldest']))}
    `;
  }

  #results() {
    if (this.problem) {
      return html`<div class="notice grave" role="alert">${explain(this.problem)}</div>`;
    }
    if (!this.answer) {
      return html`<p class="search-start">${this.busy ? nothing : t('search.start')}</p>`;
    }
    const {total, degraded, nextCursor} = this.answer;
    if (this.hits.length === 0) {
      return html`<div class="empty" role="status">
        <h2>${t('search.none')}</h2>
        <p>${t('search.none.hint')}</p>
      </div>`;
    }
    const count = {count: total.value};
    return html`
      <p class="search-total" role="status">${total.relation === 'eq' ? t('search.total', count) : t('search.total.atLeast', count)}</p>
      ${degraded ? html`<p class="notice">${t('search.degraded')}</p>` : nothing}
      <ol class="hits">${this.hits.map((hit) => this.#hit(hit))}</ol>
      ${nextCursor
        ? html`<button type="button" class="button quiet" ?disabled=${this.busy} @click=${() => this.#search(nextCursor)}>${t('action.more')}</button>`
        : nothing}
    `;
  }

  #hit({message, conversation, highlights}) {
    const texts = highlights.length > 0 ? highlights.map(highlighted) : [message.content.slice(0, 280)];
    return html`<li class="hit">
      <a href="/c/${conversation.id}?m=${message.id}&q=${encodeURIComponent(this.#value('q'))}">
        <span class="hit-head">
          <span class="hit-title" dir="auto">${conversation.title ?? t('chat.untitled')}</span>
          <span>${message.role === 'user' ? t('search.role.user') : (message.model ?? t('search.role.assistant'))}</span>
          <time datetime=${message.createdAt}>${catalogue.moment(message.createdAt)}</time>
        </span>
        ${texts.map((text) => html`<span class="hit-text" dir="auto">${text}</span>`)}
      </a>
    </li>`;
  }
}
customElements.define('cb-search', Search);

const ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'"};

/** A highlight is escaped HTML with `<em>`; nothing else of it is taken as HTML. */
function highlighted(text) {
  return text.split(/(<em>.*?<\/em>)/s).map((piece) => {
    const found = /^<em>(.*)<\/em>$/s.exec(piece);
    const plain = (found ? found[1] : piece).replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity]);
    return found ? html`<em class="found">${plain}</em>` : plain;
  });
}
