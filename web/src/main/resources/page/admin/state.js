/** How the service does: health checks, errors and lag, read again by itself as long as somebody can see it. */
import 'page/admin/text.js';
import {PageElement, html, nothing, t, catalogue} from 'page/design/element.js';
import {choice} from 'page/design/form.js';
import {explain} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {block} from 'page/account/parts/frame.js';
import {ago, number, short, when, zone} from 'page/account/parts/format.js';
import {figuresTable, measures} from 'page/charts/figures.js';
import 'page/charts/bars.js';

/** Milliseconds between two readings. */
const PAUSE = 15_000;
const HOUR = 3_600_000;
/** So many changes that wait are counted at most. */
const MOST_WAITING = 10_000;

/** How far back errors are shown, and in what steps. */
const SPANS = {
  day: {hours: 24, interval: 'hour', form: {hour: '2-digit', minute: '2-digit'}},
  week: {hours: 7 * 24, interval: 'day', form: {weekday: 'short', day: 'numeric'}},
};

class State extends PageElement {
  static properties = {
    span: {state: true},
    state: {state: true},
    outcomes: {state: true},
    problem: {state: true},
    countless: {state: true},
  };
  #timer = 0;
  #reads = 0;
  #onVisible = () => document.visibilityState === 'visible' && this.#read();

  constructor() {
    super();
    this.span = 'day';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
    clearTimeout(this.#timer);
    this.#reads++;
  }

  /** Reads all, and again after a pause: by then the page may be hidden, and is read when it is seen again. */
  async #read() {
    clearTimeout(this.#timer);
    const read = ++this.#reads;
    const {span} = this;
    const {hours, interval} = SPANS[span];
    const to = new Date();
    const query = {from: new Date(to - hours * HOUR).toISOString(), to: to.toISOString(), interval, zone};
    const now = () => read === this.#reads;
    const took = (values) => now() && Object.assign(this, values);
    await Promise.all([
      api.get('/admin/state').then(
        (state) => took({state, problem: null}),
        (problem) => took({problem}),
      ),
      api.get('/admin/analytics/outcomes', {query}).then(
        (outcomes) => took({outcomes: {...outcomes, span}, countless: null}),
        (countless) => took({outcomes: null, countless}),
      ),
    ]);
    if (now()) {
      this.#timer = setTimeout(() => this.#onVisible(), PAUSE);
    }
  }

  render() {
    return html`
      ${this.problem ? html`<p class="notice grave" role="alert">${explain(this.problem)}</p>` : nothing}
      ${this.state ? html`${this.#health()} ${this.#errors()} ${this.#lag()}` : html`<p class="nothing" aria-busy=${this.problem ? 'false' : 'true'}>${t('usage.loading')}</p>`}
    `;
  }

  #health() {
    const {node, startedAt, checkedAt, checks} = this.state;
    const ill = checks.filter(({healthy}) => !healthy).map(({name}) => named('check', name));
    const time = new Intl.DateTimeFormat(catalogue.language, {timeStyle: 'medium'}).format(new Date(checkedAt));
    return block({
      title: t('admin.state'),
      lead: t('state.lead', {node, since: ago(startedAt)}),
      tools: html`<small class="row-more">${t('state.seen', {time})}</small>`,
      content: html`
        <p class="notice ${ill.length > 0 ? 'grave' : ''}" role="status">
          ${ill.length > 0 ? t('state.unwell', {names: ill.join(', ')}) : t('state.well')}
        </p>
        <ul class="checks">
          ${checks.map(
            ({name, healthy}) => html`<li>
              <span>${named('check', name)}</span>
              <span class="badge ${healthy ? 'good' : 'bad'}">${t(healthy ? 'state.ok' : 'state.failing')}</span>
            </li>`,
          )}
        </ul>
      `,
    });
  }

  #errors() {
    return block({
      title: t('state.errors'),
      lead: t('state.errors.lead'),
      tools: choice({
        name: 'state-span',
        label: t('state.span'),
        value: this.span,
        options: Object.keys(SPANS).map((one) => [one, t(`state.span.${one}`)]),
        change: (span) => {
          this.span = span;
          this.#read();
        },
      }),
      content: html`
        ${this.outcomes ? this.#outcomes() : nothing}
        ${this.countless
          ? html`<p class="notice grave" role="alert">
              ${this.countless.status === 503 ? t('state.errors.away') : explain(this.countless)}
            </p>`
          : nothing}
        ${this.#models()} ${this.#calls()}
      `,
    });
  }

  #outcomes() {
    const {buckets, totals, span} = this.outcomes;
    const {answers} = totals;
    const form = new Intl.DateTimeFormat(catalogue.language, SPANS[span].form);
    const card = (name) => ({
      name: t(`state.${name}`),
      value: short(totals[name]),
      note: answers > 0 ? t('state.share', {share: number(totals[name] / answers, {style: 'percent', maximumFractionDigits: 1})}) : '',
    });
    const cells = (one) => [one.answers, one.failed, one.interrupted].map((value) => number(value));
    return html`
      ${measures([{name: t('state.answers'), value: short(answers)}, card('failed'), card('interrupted')])}
      <cb-bars
        class="of-errors"
        .rows=${buckets.map((one) => ({name: form.format(new Date(one.start)), title: when(one.start), values: [one.failed, one.interrupted]}))}
        .series=${[t('state.failed'), t('state.interrupted')]}
        .format=${short}
        .label=${t('state.errors.chart')}
      ></cb-bars>
      ${figuresTable({
        label: t('state.errors'),
        head: [t('state.answers'), t('state.failed'), t('state.interrupted')],
        rows: buckets.map((one) => [when(one.start), ...cells(one)]),
        foot: cells(totals),
      })}
    `;
  }

  #models() {
    const {models} = this.state;
    const kinds = models.flatMap(({model, failures}) => failures.map((one) => ({...one, model})));
    const held = models.filter(({breaker}) => breaker !== 'closed');
    return html`<div class="models with-paths">
      <h3>${t('state.models')}</h3>
      <p class="row-more">${t(kinds.length > 0 ? 'state.models.lead' : 'state.models.none')}</p>
      <ul>
        ${held.map(({model, breaker}) => html`<li><span dir="auto">${model} <span class="badge bad">${t(`state.breaker.${breaker}`)}</span></span></li>`)}
        ${listed(kinds.map(({model, kind, count}) => ({name: `${model}: ${named('kind', kind)}`, count})))}
      </ul>
    </div>`;
  }

  #calls() {
    const {all, failed, failing} = this.state.requests;
    return html`<div class="models with-paths">
      <h3>${t('state.calls')}</h3>
      <p class="row-more">${t(failed > 0 ? 'state.calls.lead' : 'state.calls.none', {failed, all})}</p>
      <ul>
        ${listed(failing.map(({method, route, count}) => ({name: `${method} ${route}`, count})))}
      </ul>
    </div>`;
  }

  #lag() {
    return block({
      title: t('state.lag'),
      lead: t('state.lag.lead'),
      content: this.state.followers.map((follower) => this.#follower(follower)),
    });
  }

  #follower({name, waiting, lagSeconds, deadLetters, minutes}) {
    const called = named('follower', name);
    const shown = (value, form = number) => (value === null ? '–' : form(value));
    const time = new Intl.DateTimeFormat(catalogue.language, {timeStyle: 'short'});
    const rows = minutes.map((one) => [time.format(new Date(one.start)), one.lagSeconds]);
    return html`<h3>${called}</h3>
      ${measures([
        {name: t('state.lag.now'), value: shown(lagSeconds, seconds)},
        {name: t('state.lag.waiting'), value: shown(waiting, (count) => (count < MOST_WAITING ? number(count) : t('state.lag.waiting.most', {count})))},
        {name: t('state.lag.dead'), value: shown(deadLetters)},
      ])}
      ${minutes.length === 0
        ? html`<p class="nothing">${t('state.lag.none')}</p>`
        : html`<cb-bars
              .rows=${rows.map(([start, lag]) => ({name: start, title: start, values: [lag]}))}
              .series=${[t('state.lag.series')]}
              .format=${(value) => number(value, {maximumFractionDigits: 1})}
              .label=${t('state.lag.chart', {name: called})}
            ></cb-bars>
            ${figuresTable({label: called, head: [t('state.lag.series')], rows: rows.map(([start, lag]) => [start, seconds(lag)])})}`}`;
  }
}
customElements.define('cb-state', State);

/** What something is called here; what is not known yet keeps its own name. */
function named(what, name) {
  const key = `state.${what}.${name}`;
  const text = t(key);
  return text === key ? name : text;
}

/** Counts by name, each with a bar as long as its part of the largest. */
function listed(counts) {
  const most = Math.max(...counts.map(({count}) => count));
  return counts.map(
    ({name, count}) => html`<li>
      <span dir="auto">${name}</span>
      <meter min="0" max=${most} .value=${count} aria-label=${name}></meter>
      <span class="figure">${number(count)}</span>
    </li>`,
  );
}

function seconds(value) {
  return number(value, {style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0});
}
