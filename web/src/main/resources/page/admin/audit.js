/** The audit log, by what was done, by whom, and when. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {field, values} from 'page/design/form.js';
import {api} from 'page/api/client.js';
import {block} from 'page/account/parts/frame.js';
import {when} from 'page/account/parts/format.js';
import {Pages} from 'page/admin/pages.js';

const ACTIONS = [
  'log_in', 'password_change', 'password_reset', 'password_token', 'user_invite', 'user_suspend', 'user_resume',
  'user_erase', 'role_change', 'limits_change', 'sessions_end', 'key_create', 'key_change', 'key_revoke',
  'share_create', 'share_renew', 'share_revoke', 'export_create',
];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

class Audit extends PageElement {
  static properties = {route: {attribute: false}, names: {state: true}};
  #pages = new Pages('/admin/audit', () => this.requestUpdate());

  constructor() {
    super();
    this.names = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#pages.load({actor: this.route.query.get('actor') ?? ''});
    this.#readNames();
  }

  /** The log has ids only; the newest accounts get their names here. */
  async #readNames() {
    const users = await api.get('/admin/users', {query: {limit: 200}}).catch(() => ({items: []}));
    this.names = new Map(users.items.map(({id, email, displayName}) => [id, displayName ?? email]));
  }

  #filter() {
    const {action, actor, from, to} = values(this.$('form'));
    const known = [...this.names].find(([, name]) => name.toLowerCase() === actor?.toLowerCase())?.[0];
    const wanted = known ?? actor;
    if (!wanted || ID.test(wanted)) {
      this.#pages.load({
        action,
        actor: wanted,
        from: from && new Date(`${from}T00:00:00`).toISOString(),
        to: to && new Date(`${to}T23:59:59.999`).toISOString(),
      });
    }
  }

  #only(id) {
    this.$('[name=actor]').value = id;
    this.#filter();
  }

  render() {
    const {items, hasMore} = this.#pages;
    const filter = () => this.#filter();
    return block({
      title: t('admin.audit'),
      lead: t('audit.lead'),
      content: html`
        <form class="filters" role="search" @submit=${(event) => event.preventDefault()} @change=${filter}>
          ${field({name: 'action', label: t('audit.action'), options: [['', t('audit.action.any')], ...ACTIONS.map((one) => [one, t(`audit.${one}`)])]})}
          ${field({name: 'actor', label: t('audit.actor'), value: this.route.query.get('actor') ?? ''})}
          ${field({name: 'from', label: t('audit.from'), type: 'date'})}
          ${field({name: 'to', label: t('audit.to'), type: 'date'})}
        </form>
        ${items?.length === 0 ? html`<p class="nothing">${t('audit.none')}</p>` : this.#table(items)}
        ${hasMore ? html`<div><button type="button" class="button quiet" @click=${() => this.#pages.more()}>${t('action.more')}</button></div>` : nothing}
      `,
    });
  }

  #table(items) {
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t('admin.audit')} aria-busy=${items ? 'false' : 'true'}>
      <table class="list-table">
        <thead>
          <tr>
            ${['at', 'action', 'who', 'target'].map((name) => html`<th scope="col">${t(`audit.${name}`)}</th>`)}
            <th scope="col" class="wide-only">${t('audit.where')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(items ?? [], ({id}) => id, (entry) => this.#row(entry))}
        </tbody>
      </table>
    </div>`;
  }

  #row({at, actor, action, target, address, requestId, outcome}) {
    return html`<tr title=${requestId ? t('audit.request', {id: requestId}) : ''}>
      <td class="quiet-cell nowrap"><time datetime=${at}>${when(at, {dateStyle: 'short', timeStyle: 'short'})}</time></td>
      <td>${t(`audit.${action}`)} ${outcome === 'success' ? nothing : html`<span class="badge bad">${t('audit.failure')}</span>`}</td>
      <td class="name-cell">
        ${actor
          ? html`<button type="button" class="link-like" dir="auto" title=${actor.userId} @click=${() => this.#only(actor.userId)}>${this.#name(actor.userId)}</button>
              ${actor.keyId ? html`<small class="quiet-cell" title=${actor.keyId}>${t('audit.byKey')}</small>` : nothing}`
          : html`<span class="quiet-cell">${t('audit.operator')}</span>`}
      </td>
      <td class="name-cell" dir="auto" title=${target ?? ''}>${target ? this.#name(target) : '–'}</td>
      <td class="quiet-cell nowrap wide-only">${address ?? '–'}</td>
    </tr>`;
  }

  #name(id) {
    return this.names.get(id) ?? `${id.slice(0, 8)}…${id.slice(-4)}`;
  }
}
customElements.define('cb-audit', Audit);
