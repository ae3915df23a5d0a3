/** A choice of what a key may do. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';

export function scopeFields(scopes, chosen) {
  return html`<fieldset class="ticks">
    <legend>${t('scopes.title')}</legend>
    ${scopes.map(
      (scope) => html`<label>
        <input type="checkbox" name="scope" value=${scope} ?checked=${chosen.includes(scope)} />
        <span><code>${scope}</code> <span class="hint">${t(`scope.${scope}`)}</span></span>
      </label>`,
    )}
  </fieldset>`;
}

export function scopesOf(form) {
  return [...form.querySelectorAll('[name=scope]:checked')].map(({value}) => value);
}
