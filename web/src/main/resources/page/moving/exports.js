/** Exports of the account: texts at once, or a zip that the service makes meanwhile. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {api} from 'page/api/client.js';
import {complain} from 'page/design/toast.js';
import {session} from 'page/app/session.js';
import {bytes, percent, when} from 'page/account/parts/format.js';
import {told} from 'page/account/parts/told.js';
import {isOver, watch} from 'page/moving/watch.js';

/** Where this browser remembers which export it asked for. */
const place = () => `export:${session.user?.id}`;

class Exports extends PageElement {
  static properties = {job: {state: true}};
  #leaving = new AbortController();

  connectedCallback() {
    super.connectedCallback();
    this.#leaving = new AbortController();
    const known = localStorage.getItem(place());
    if (known) {
      this.#watch(known);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  async #make() {
    try {
      this.job = await told(api.post('/exports'), {409: t('export.busy')});
      localStorage.setItem(place(), this.job.id);
      this.#watch(this.job.id);
    } catch (problem) {
      complain(problem);
    }
  }

  async #watch(id) {
    try {
      await watch(`/exports/${id}`, (now) => (this.job = now), this.#leaving.signal);
    } catch (problem) {
      if (problem.status === 404) {
        this.#forget();
      } else {
        complain(problem);
      }
    }
  }

  async #remove() {
    try {
      await api.delete(`/exports/${this.job.id}`);
      this.#forget();
    } catch (problem) {
      complain(problem);
    }
  }

  #forget() {
    localStorage.removeItem(place());
    this.job = null;
  }

  render() {
    const busy = this.job && !isOver(this.job);
    return html`<div class="block">
      <div class="buttons">
        <button type="button" class="button" ?disabled=${busy} @click=${this.#make}>${t('export.make')}</button>
        <a class="button quiet" href="/api/v1/users/me/export" download="account.jsonl">${icon('down')}${t('export.lines')}</a>
        <span class="row-more">${t('export.lines.hint')}</span>
      </div>
      <div role="status">${this.job ? this.#state(this.job) : nothing}</div>
    </div>`;
  }

  #state(job) {
    if (job.status === 'completed') {
      return html`<div class="buttons row">
        <span>${t('export.ready', {size: bytes(job.size), when: when(job.expiresAt)})}</span>
        <a class="button" href="/api/v1/exports/${job.id}/file" download="account.zip">${icon('down')}${t('export.download')}</a>
        <button type="button" class="button quiet" @click=${this.#remove}>${t('export.remove')}</button>
      </div>`;
    }
    if (job.status === 'failed') {
      return html`<p class="notice grave">${t('export.failed', {why: job.problem ?? ''})}</p>`;
    }
    return html`<p>${t('export.running', {share: percent(job.progress)})}</p>
      <progress max="1" .value=${job.progress} aria-label=${t('export.make')}></progress>`;
  }
}
customElements.define('cb-exports', Exports);
