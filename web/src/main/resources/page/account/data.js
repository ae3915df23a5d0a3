/** What comes in and goes out: imports, exports, and the end of the account. */
import {PageElement, html, t} from 'page/design/element.js';
import {show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {session} from 'page/app/session.js';
import {toast} from 'page/design/toast.js';
import {block} from 'page/account/parts/frame.js';
import {requireSame} from 'page/account/parts/confirmed.js';
import {told} from 'page/account/parts/told.js';
import 'page/moving/imports.js';
import 'page/moving/exports.js';

class Data extends PageElement {
  render() {
    return html`
      ${block({title: t('import.title'), lead: t('import.lead'), content: html`<cb-imports></cb-imports>`})}
      ${block({title: t('export.title'), lead: t('export.lead'), content: html`<cb-exports></cb-exports>`})}
      ${block({
        title: t('erase.title'),
        lead: t('erase.lead'),
        content: html`<div><button type="button" class="button quiet grave" @click=${erase}>${t('erase.action')} …</button></div>`,
      })}
    `;
  }
}
customElements.define('cb-data', Data);

async function erase() {
  const {email} = session.user;
  const erased = await show({
    title: t('erase.title'),
    body: (problem) => html`<p>${t('erase.lead')}</p>
      ${field({name: 'confirmation', label: t('erase.type', {email}), required: true, error: fieldError(problem, 'confirmation')})}
      ${field({
        name: 'password',
        label: t('login.password'),
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        error: fieldError(problem, 'password'),
      })}`,
    submit: (form) => {
      const {confirmation, password} = values(form);
      requireSame('confirmation', confirmation, email, t('erase.mismatch'));
      return told(api.delete('/users/me', {body: {password}}), {409: t('erase.last')});
    },
    actions: [{label: t('action.cancel'), value: null, quiet: true}, {label: t('erase.action'), grave: true}],
  });
  if (erased) {
    await session.logOut();
    toast(t('erase.done'));
  }
}
