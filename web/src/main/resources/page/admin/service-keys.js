/** Keys of front ends that call for users of their own. */
import {PageElement, html, t} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {confirm, show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {block} from 'page/account/parts/frame.js';
import {expiryField, expiryTime} from 'page/account/parts/expiry.js';
import {keyRow} from 'page/account/keys.js';
import {showOnce} from 'page/account/parts/secret.js';

const DAYS = [30, 90, 365];

class ServiceKeys extends PageElement {
  static properties = {keys: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.keys = await Array.fromAsync(api.all('/admin/service-keys'));
    } catch (problem) {
      complain(problem);
    }
  }

  /** @param service whose users it shall act for; none: new ones */
  async #make(service) {
    const made = await show({
      title: t('service.make'),
      body: (problem) => html`
        ${field({name: 'name', label: t('keys.name'), hint: t('keys.name.hint'), required: true, maxlength: 100, error: fieldError(problem, 'name')})}
        ${expiryField({days: DAYS, error: fieldError(problem, 'expiresAt')})}
      `,
      submit: (form) => {
        const given = values(form);
        return api.post('/admin/service-keys', {name: given.name, expiresAt: expiryTime(given.expires), service});
      },
      actions: [{label: t('action.cancel'), value: null, quiet: true}, {label: t('keys.make')}],
    });
    if (made) {
      this.#load();
      await showOnce({title: t('keys.made'), text: t('keys.made.text'), secret: made.key, label: t('keys.key')});
    }
  }

  async #revoke(key) {
    const sure = await confirm({title: t('keys.revoke.title', {name: key.name}), text: t('keys.revoke.text'), action: t('keys.revoke'), grave: true});
    if (sure) {
      try {
        await api.delete(`/admin/service-keys/${key.id}`);
        this.keys = this.keys.filter(({id}) => id !== key.id);
        toast(t('keys.revoked'));
      } catch (problem) {
        complain(problem);
      }
    }
  }

  render() {
    return block({
      title: t('admin.keys'),
      lead: t('service.lead'),
      tools: html`<button type="button" class="button" @click=${() => this.#make()}>${icon('plus')}${t('service.make')}</button>`,
      content: this.keys?.length === 0
        ? html`<p class="nothing">${t('service.empty')}</p>`
        : html`<ul class="rows" aria-busy=${this.keys ? 'false' : 'true'}>
            ${this.keys?.map((key) => keyRow(key, [
              {label: t('service.another'), icon: 'plus', act: () => this.#make(key.service)},
              {label: t('keys.revoke'), icon: 'trash', grave: true, act: () => this.#revoke(key)},
            ]))}
          </ul>`,
    });
  }
}
customElements.define('cb-service-keys', ServiceKeys);
