/** Fields for limits of a user or of a key. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {field} from 'page/design/form.js';
import {fieldError} from 'page/api/explain.js';
import {number} from 'page/account/parts/format.js';

export function limitFields(limits, problem) {
  const one = (name) =>
    field({
      name,
      label: t(`limits.${name}`),
      type: 'number',
      min: 1,
      value: limits?.[name] ?? '',
      hint: t('limits.none'),
      error: fieldError(problem, `limits.${name}`) ?? fieldError(problem, name),
    });
  return html`<div class="fields-row">${one('requestsPerMinute')}${one('tokensPerDay')}</div>`;
}

/** What the fields say, as the service takes it: null for no limits. */
export function limitsOf({requestsPerMinute, tokensPerDay}) {
  const numbers = {
    ...(requestsPerMinute ? {requestsPerMinute: Number(requestsPerMinute)} : {}),
    ...(tokensPerDay ? {tokensPerDay: Number(tokensPerDay)} : {}),
  };
  return Object.keys(numbers).length > 0 ? numbers : null;
}

/** Limits in words; an empty text without any. */
export function limitsText(limits) {
  return ['requestsPerMinute', 'tokensPerDay']
    .filter((name) => limits?.[name])
    .map((name) => t(`limits.${name}.text`, {value: number(limits[name])}))
    .join(' · ');
}
