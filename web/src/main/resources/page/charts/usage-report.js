/**
 * Usage over time: `<cb-usage-report .path>` reads it from the service. One figure at a time is drawn; the table has all.
 */
import {PageElement, html, nothing, t, catalogue} from 'page/design/element.js';
import {choice} from 'page/design/form.js';
import {explain} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {day, money, number, short, when, zone} from 'page/account/parts/format.js';
import {figuresTable, measures} from 'page/charts/figures.js';
import 'page/charts/bars.js';

const DAY = 86_400_000;

/** How far back, and in what steps. */
const SPANS = {
  day: {days: 1, interval: 'hour', form: {hour: '2-digit', minute: '2-digit'}},
  week: {days: 7, interval: 'day', form: {weekday: 'short', day: 'numeric'}},
  month: {days: 30, interval: 'day', form: {day: 'numeric', month: 'short'}},
  year: {days: 365, interval: 'month', form: {month: 'short'}},
};

/** What can be drawn: the values of a bucket, and how they are written. */
const FIGURES = {
  messages: {values: (one) => [one.messages], names: ['messages']},
  tokens: {values: (one) => [one.promptTokens, one.completionTokens], names: ['prompt', 'completion']},
  cost: {values: (one) => [one.cost ?? 0], names: ['cost']},
  latency: {values: (one) => [one.latencyMs.p95 ?? 0], names: ['p95']},
  users: {values: (one) => [one.activeUsers ?? 0], names: ['users']},
};

class UsageReport extends PageElement {
  static properties = {
    path: {attribute: false},
    span: {state: true},
    figure: {state: true},
    report: {state: true},
    problem: {state: true},
  };
  #reads = 0;

  constructor() {
    super();
    this.span = 'month';
    this.figure = 'messages';
  }

  willUpdate(changed) {
    if (changed.has('path') || changed.has('span')) {
      this.#load();
    }
  }

  async #load() {
    const read = ++this.#reads;
    const {days, interval} = SPANS[this.span];
    const to = new Date();
    const from = new Date(to - days * DAY);
    this.problem = null;
    try {
      const query = {from: from.toISOString(), to: to.toISOString(), interval, zone};
      const report = await api.get(this.path, {query});
      if (read === this.#reads) {
        this.report = {...report, span: this.span};
      }
    } catch (problem) {
      if (read === this.#reads) {
        this.problem = problem;
      }
    }
  }

  get #figures() {
    const {cost, activeUsers} = this.report.totals;
    return Object.keys(FIGURES).filter(
      (name) => (name !== 'cost' || cost !== undefined) && (name !== 'users' || activeUsers !== undefined),
    );
  }

  render() {
    return html`
      <div class="report-tools">
        ${choice({
          name: `span-${this.path}`,
          label: t('usage.span'),
          value: this.span,
          options: Object.keys(SPANS).map((one) => [one, t(`usage.span.${one}`)]),
          change: (span) => (this.span = span),
        })}
      </div>
      ${this.problem
        ? html`<p class="notice grave" role="alert">
            ${explain(this.problem)}
            <button type="button" class="button quiet" @click=${() => this.#load()}>${t('action.retry')}</button>
          </p>`
        : nothing}
      ${this.report ? this.#shown() : html`<p class="nothing" aria-busy="true">${t('usage.loading')}</p>`}
    `;
  }

  #shown() {
    const {buckets, totals, models} = this.report;
    const drawn = FIGURES[this.figure];
    const form = new Intl.DateTimeFormat(catalogue.language, SPANS[this.report.span].form);
    const rows = buckets.map((one) => ({
      name: form.format(new Date(one.start)),
      title: this.#title(one.start),
      values: drawn.values(one),
    }));
    return html`
      ${this.#totals(totals)}
      <div class="report-tools">
        ${choice({
          name: `figure-${this.path}`,
          label: t('usage.figure'),
          value: this.figure,
          options: this.#figures.map((one) => [one, t(`usage.figure.${one}`)]),
          change: (figure) => (this.figure = figure),
        })}
      </div>
      <cb-bars
        .rows=${rows}
        .series=${drawn.names.map((name) => t(`usage.series.${name}`))}
        .format=${(value) => this.#written(value)}
        .label=${t('usage.chart', {figure: t(`usage.figure.${this.figure}`)})}
      ></cb-bars>
      ${models?.length ? this.#models(models) : nothing} ${this.#table(buckets, totals)}
    `;
  }

  #title(start) {
    return this.report.span === 'day' ? when(start) : day(start);
  }

  #written(value) {
    const {currency} = this.report.totals;
    return this.figure === 'cost' ? money(value, currency) : this.figure === 'latency' ? seconds(value) : short(value);
  }

  #totals(totals) {
    const tokens = totals.promptTokens + totals.completionTokens;
    const one = (name, value, exact) => ({name: t(`usage.${name}`), value, exact});
    return measures([
      one('messages', short(totals.messages), number(totals.messages)),
      one('conversations', short(totals.conversations), number(totals.conversations)),
      one('tokens', short(tokens), number(tokens)),
      ...(totals.cost === undefined ? [] : [one('cost', money(totals.cost, totals.currency))]),
      ...(totals.activeUsers === undefined ? [] : [one('users', number(totals.activeUsers))]),
      one('cached', short(totals.cachedResponses)),
      ...(totals.latencyMs.p95 === null ? [] : [one('latency', seconds(totals.latencyMs.p95))]),
    ]);
  }

  #models(models) {
    const most = Math.max(...models.map(({messages}) => messages));
    return html`<div class="models">
      <h3>${t('usage.models')}</h3>
      <ul>
        ${models.map(
          ({model, messages}) => html`<li>
            <span dir="auto">${model}</span>
            <meter min="0" max=${most} .value=${messages} aria-label=${model}></meter>
            <span class="figure">${number(messages)}</span>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  #table(buckets, totals) {
    const cost = totals.cost !== undefined;
    const users = totals.activeUsers !== undefined;
    const cells = (one) => [
      number(one.messages),
      number(one.promptTokens),
      number(one.completionTokens),
      ...(cost ? [money(one.cost ?? 0, totals.currency)] : []),
      one.latencyMs.p50 === null ? '–' : seconds(one.latencyMs.p50),
      one.latencyMs.p95 === null ? '–' : seconds(one.latencyMs.p95),
      ...(users ? [number(one.activeUsers)] : []),
    ];
    const head = ['messages', 'prompt', 'completion', ...(cost ? ['cost'] : []), 'p50', 'p95', ...(users ? ['users'] : [])];
    return figuresTable({
      label: t('admin.usage'),
      head: head.map((name) => t(`usage.series.${name}`)),
      rows: buckets.map((one) => [this.#title(one.start), ...cells(one)]),
      foot: cells(totals),
    });
  }
}
customElements.define('cb-usage-report', UsageReport);

function seconds(milliseconds) {
  const short = milliseconds < 1000;
  const form = {style: 'unit', unit: short ? 'millisecond' : 'second', unitDisplay: 'short', maximumFractionDigits: 1};
  return number(short ? milliseconds : milliseconds / 1000, form);
}
