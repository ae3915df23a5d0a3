/** Something that is shown once, to be copied: a key, a token, a link. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {copy} from 'page/design/copy.js';
import {show} from 'page/design/dialog.js';
import {icon} from 'page/design/icon.js';

/** A text in a field of its own, with a button that copies it. */
export function copyable(text, label) {
  return html`<div class="copyable">
    <input class="input" readonly aria-label=${label} .value=${text} @focus=${(event) => event.target.select()} />
    <button type="button" class="tool" aria-label=${t('action.copy')} title=${t('action.copy')} @click=${() => copy(text)}>
      ${icon('copy')}
    </button>
  </div>`;
}

/** Shows it until it is closed; there is no second time. */
export function showOnce({title, text, secret, label}) {
  return show({
    title,
    once: true,
    body: () => html`<p>${text}</p>
      ${copyable(secret, label)}`,
    actions: [{label: t('action.close'), value: true}],
  });
}
