/** A conversation that somebody shares, as readers see it: with the link alone, or for who has an account here. */
import 'page/account/text.js';
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {icon, sign} from 'page/design/icon.js';
import {complain, toast} from 'page/design/toast.js';
import {explain} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {router} from 'page/app/router.js';
import {session} from 'page/app/session.js';
import {part} from 'page/chat/parts.js';
import {day} from 'page/account/parts/format.js';

const FILES = new Set(['image', 'file']);

class Shared extends PageElement {
  static properties = {route: {attribute: false}, shared: {state: true}, problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    new Follow(this, session);
  }

  get #path() {
    return `/shared/${encodeURIComponent(this.route.params.token)}`;
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.#load();
    }
  }

  updated() {
    document.title = `${this.shared?.title ?? t('share.title')} · ${t('app.name')}`;
  }

  async #load() {
    try {
      this.shared = await api.get(this.#path, {quiet: true});
      this.problem = null;
    } catch (problem) {
      this.shared = null;
      this.problem = problem;
    }
  }

  async #copy() {
    this.busy = true;
    try {
      const made = await api.post(`${this.#path}/copies`, {revision: this.shared.revision});
      router.go(`/c/${made.id}`);
      toast(t('shared.copied'));
    } catch (problem) {
      if (problem.status === 409) {
        await this.#load();
        toast(t('shared.moved'));
      } else {
        complain(problem);
      }
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<div class="shared-scroll">
      <header class="shared-top">
        <a class="home" href="/">${sign()}<span>${t('app.name')}</span></a>
        ${this.shared ? this.#action() : nothing}
      </header>
      ${this.shared ? this.#conversation(this.shared) : this.problem ? this.#trouble(this.problem) : nothing}
    </div>`;
  }

  #action() {
    return session.user
      ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${this.#copy}>${icon('copy')}${t('shared.copy')}</button>`
      : html`<a class="button quiet" href="/login?to=${encodeURIComponent(this.route.path)}">${t('shared.login')}</a>`;
  }

  #conversation({title, sharedBy, messages}) {
    return html`<article class="shared">
      <h1 dir="auto">${title ?? t('chat.untitled')}</h1>
      <p class="row-more">
        ${[sharedBy ? t('shared.by', {name: sharedBy}) : null, messages.length > 0 ? day(messages.at(-1).createdAt) : null].filter(Boolean).join(' · ')}
      </p>
      ${messages.map((message) => this.#message(message))}
    </article>`;
  }

  #message({role, content, parts, model}) {
    const mine = role === 'user';
    const all = parts ?? [{type: 'text', text: content}];
    const files = `/api/v1${this.#path}/files`;
    const shown = (one) => part(one, {plain: mine, files});
    return html`<section class="message ${mine ? 'question' : 'answer'}" aria-label=${t(mine ? 'shared.question' : 'shared.answer')}>
      <div class="said">
        ${all.filter(({type}) => !mine || !FILES.has(type)).map(shown)}
        ${mine && all.some(({type}) => FILES.has(type)) ? html`<div class="attachments">${all.filter(({type}) => FILES.has(type)).map(shown)}</div>` : nothing}
      </div>
      ${model ? html`<p class="aside" dir="auto">${model}</p>` : nothing}
    </section>`;
  }

  #trouble(problem) {
    if (problem.status === 401) {
      return html`<div class="empty">
        <h1>${t('shared.members')}</h1>
        <a class="button" href="/login?to=${encodeURIComponent(this.route.path)}">${t('login.submit')}</a>
      </div>`;
    }
    if (problem.status === 404) {
      return html`<div class="empty"><h1>${t('shared.gone')}</h1><p>${t('shared.gone.hint')}</p></div>`;
    }
    return html`<div class="empty">
      <h1>${explain(problem)}</h1>
      <button type="button" class="button quiet" @click=${this.#load}>${t('action.retry')}</button>
    </div>`;
  }
}
customElements.define('cb-shared', Shared);
