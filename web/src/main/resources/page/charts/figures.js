/** Figures beside a chart: a card for each that matters, and a table of all for who cannot see the chart. */
import {html, nothing} from 'lit';
import {t} from 'page/text/catalogue.js';

/** Cards: `[{name, value, exact, note}]`, with the exact value for who points at it. */
export function measures(all) {
  return html`<dl class="totals">
    ${all.map(
      ({name, value, exact, note}) => html`<div>
        <dt>${name}${note ? html` <small>${note}</small>` : nothing}</dt>
        <dd title=${exact ?? ''}>${value}</dd>
      </div>`,
    )}
  </dl>`;
}

/** A table behind a line that opens it: `rows` begin with their time, `foot` has the totals, if there are any. */
export function figuresTable({label, head, rows, foot}) {
  return html`<details class="as-table">
    <summary>${t('usage.table')}</summary>
    <div class="table-scroll" tabindex="0" role="region" aria-label="${label}: ${t('usage.table')}">
      <table class="figures">
        <thead>
          <tr><th scope="col">${t('usage.time')}</th>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(([start, ...cells]) => html`<tr><th scope="row">${start}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
        </tbody>
        ${foot
          ? html`<tfoot>
              <tr><th scope="row">${t('usage.total')}</th>${foot.map((cell) => html`<td>${cell}</td>`)}</tr>
            </tfoot>`
          : nothing}
      </table>
    </div>
  </details>`;
}
