/** Imports: a file is chosen or dropped, sent, and read by the service; how far it is and what it found is shown. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {explain} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {complain, toast} from 'page/design/toast.js';
import {conversations} from 'page/sidebar/conversations.js';
import {ago, bytes, percent} from 'page/account/parts/format.js';
import {sendFile} from 'page/moving/send.js';
import {told} from 'page/account/parts/told.js';
import {isOver, watch} from 'page/moving/watch.js';

const KINDS = '.zip,.json,.jsonl,.gz';
const SHOWN = 5;

class Imports extends PageElement {
  static properties = {
    jobs: {state: true},
    sending: {state: true},
    problem: {state: true},
    over: {state: true},
    dryRun: {state: true},
  };
  #leaving = new AbortController();
  #cancelSending = null;

  connectedCallback() {
    super.connectedCallback();
    this.#leaving = new AbortController();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  async #load() {
    try {
      this.jobs = (await api.get('/imports', {query: {limit: SHOWN}, signal: this.#leaving.signal})).items;
      this.jobs.filter((job) => !isOver(job)).forEach((job) => this.#watch(job));
    } catch (problem) {
      this.jobs ??= [];
      complain(problem);
    }
  }

  async #watch(job) {
    try {
      const done = await watch(`/imports/${job.id}`, (now) => this.#took(now), this.#leaving.signal);
      if (!done.dryRun && done.status === 'completed') {
        toast(t('import.done'));
        conversations.load().catch(complain);
      }
    } catch (problem) {
      complain(problem);
    }
  }

  #took(job) {
    const known = this.jobs?.some(({id}) => id === job.id);
    this.jobs = known ? this.jobs.map((one) => (one.id === job.id ? job : one)) : [job, ...(this.jobs ?? [])];
  }

  async #send(file) {
    if (!file) {
      return;
    }
    this.#cancelSending = new AbortController();
    this.problem = null;
    this.sending = {name: file.name, share: 0};
    try {
      const job = await told(
        sendFile(`/imports?dryRun=${Boolean(this.dryRun)}`, file, {
          progress: (share) => (this.sending = {name: file.name, share}),
          signal: this.#cancelSending.signal,
        }),
        {409: t('import.busy'), 422: t('import.unreadable')},
      );
      this.#took(job);
      this.#watch(job);
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.problem = problem;
      }
    } finally {
      this.sending = null;
    }
  }

  async #cancel(job) {
    try {
      await api.delete(`/imports/${job.id}`);
      this.#took(await api.get(`/imports/${job.id}`));
    } catch (problem) {
      complain(problem);
    }
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#send(event.dataTransfer.files[0]);
  }

  render() {
    return html`
      <div class="block">
        ${this.sending ? this.#sendingNow() : this.#zone()}
        ${this.problem ? html`<p class="notice grave" role="alert">${explain(this.problem)}</p>` : nothing}
        <ul class="rows" aria-label=${t('import.earlier')} aria-live="polite">
          ${repeat(this.jobs ?? [], ({id}) => id, (job) => this.#row(job))}
        </ul>
      </div>
    `;
  }

  #zone() {
    return html`<div
      class="drop-zone ${this.over ? 'over' : ''}"
      @dragover=${(event) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#drop}
    >
      <button type="button" class="button" @click=${() => this.$('input[type=file]').click()}>${t('import.choose')}</button>
      <span>${t('import.drop')}</span>
      <input
        type="file"
        accept=${KINDS}
        hidden
        aria-label=${t('import.choose')}
        @change=${(event) => {
          this.#send(event.target.files[0]);
          event.target.value = '';
        }}
      />
      <label class="tick-line">
        <input type="checkbox" name="dryRun" .checked=${Boolean(this.dryRun)} @change=${(event) => (this.dryRun = event.target.checked)} />
        ${t('import.dryRun')}
      </label>
    </div>`;
  }

  #sendingNow() {
    const {name, share} = this.sending;
    return html`<div class="drop-zone" role="status">
      <span dir="auto">${t('import.sending', {name, share: percent(share)})}</span>
      <progress max="1" .value=${share} aria-label=${name}></progress>
      <button type="button" class="button quiet" @click=${() => this.#cancelSending.abort()}>${t('import.cancel')}</button>
    </div>`;
  }

  #row(job) {
    const kind = {completed: 'good', failed: 'bad', cancelled: ''}[job.status] ?? '';
    const {imported, extended, unchanged, skipped} = job.conversations;
    return html`<li>
      <div class="row-main">
        <strong dir="auto">${job.fileName}</strong>
        <span class="badge ${kind}">${t(`import.status.${job.status}`)}</span>
        ${job.dryRun ? html`<span class="badge">${t('import.dry')}</span>` : nothing}
        <p class="row-more">${bytes(job.bytes)} · ${ago(job.createdAt)}</p>
        ${isOver(job) ? nothing : html`<progress max="1" .value=${job.progress} aria-label=${job.fileName}></progress>`}
        ${job.reason ? html`<p class="error-line" dir="auto">${job.reason}</p>` : nothing}
        <p class="row-more">${t('import.report', {imported, extended, unchanged, skipped, messages: job.messages})}</p>
        ${this.#problems(job)} ${this.#warnings(job.warnings)}
      </div>
      ${isOver(job)
        ? nothing
        : html`<button type="button" class="button quiet" @click=${() => this.#cancel(job)}>${t('import.cancel')}</button>`}
    </li>`;
  }

  #problems({problems, furtherProblems}) {
    if (problems.length === 0) {
      return nothing;
    }
    return html`<details class="report">
      <summary>${t('import.problems', {count: problems.length + furtherProblems})}</summary>
      <ul>
        ${problems.map(({where, why}) => html`<li><bdi>${where}</bdi>: <bdi>${why}</bdi></li>`)}
        ${furtherProblems > 0 ? html`<li>${t('import.problems.further', {count: furtherProblems})}</li>` : nothing}
      </ul>
    </details>`;
  }

  #warnings({unknownContentTypes, ...counts}) {
    const lines = [
      ...Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => t(`import.warn.${name}`, {count})),
      ...Object.entries(unknownContentTypes).map(([type, count]) => t('import.warn.unknown', {type, count})),
    ];
    if (lines.length === 0) {
      return nothing;
    }
    return html`<details class="report">
      <summary>${t('import.warnings')}</summary>
      <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
    </details>`;
  }
}
customElements.define('cb-imports', Imports);
