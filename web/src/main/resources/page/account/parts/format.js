/** Figures and times as a reader of the page's language writes them. */
import {catalogue} from 'page/text/catalogue.js';

const SIZES = ['kilobyte', 'megabyte', 'gigabyte'];

/** The reader's time zone, such as `Europe/Berlin`. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function number(value, options) {
  return new Intl.NumberFormat(catalogue.language, options).format(value);
}

/** A large figure, short: 12,300 is `12.3K`. */
export function short(value) {
  return number(value, {notation: 'compact', maximumFractionDigits: 1});
}

/** Of an amount: as many places as show it. */
export function money(value, currency) {
  const places = value !== 0 && Math.abs(value) < 1 ? 4 : 2;
  return number(value, {style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: places});
}

export function percent(share) {
  return number(share, {style: 'percent', maximumFractionDigits: 0});
}

export function bytes(size) {
  const step = Math.min(SIZES.length, Math.max(1, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  return number(size / 1000 ** step, {style: 'unit', unit: SIZES[step - 1], unitDisplay: 'short', maximumFractionDigits: 1});
}

/** A date, and the time where it matters. */
export function when(time, {dateStyle = 'medium', timeStyle = 'short'} = {}) {
  return new Intl.DateTimeFormat(catalogue.language, {dateStyle, timeStyle}).format(new Date(time));
}

export function day(time) {
  return new Intl.DateTimeFormat(catalogue.language, {dateStyle: 'medium'}).format(new Date(time));
}

const STEPS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, or how soon: `3 days ago`. */
export function ago(time) {
  const seconds = (Date.parse(time) - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(catalogue.language, {numeric: 'auto'});
  const [unit, length] = STEPS.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];
  return unit === 'second' ? format.format(0, 'second') : format.format(Math.round(seconds / length), unit);
}
