/** A choice of when something ends. */
import {t} from 'page/text/catalogue.js';
import {field} from 'page/design/form.js';

const DAY = 86_400_000;

export function expiryField({days, error, never = true}) {
  return field({
    name: 'expires',
    label: t('expiry.title'),
    value: never ? '' : String(days[0]),
    options: [...days.map((count) => [String(count), t('expiry.days', {count})]), ...(never ? [['', t('expiry.never')]] : [])],
    error,
  });
}

/** The time that a choice of so many days means; undefined for never. */
export function expiryTime(days) {
  return days ? new Date(Date.now() + Number(days) * DAY).toISOString() : undefined;
}
