/** The audit log, by what was done, by whom, and when. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {field, values} from 'page/design/form.js';
import {complain} from 'page/design/toast.js';
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
  static properties = {route: {attribute: false}, unknown: {state: true}};
  #filters = 0;
  #pages = new Pages('/admin/audit', () => this.requestUpdate());

  connectedCallback() {
    super.connectedCallback();
    this.#pages.load({actor: this.route.query.get('actor') ?? ''});
  }

  async #filter() {
    const {action, actor, from, to} = values(this.$('form'));
    const filter = ++this.#filters;
    try {
      const wanted = !actor || ID.test(actor) ? actor : await idOf(actor);
      if (filter === this.#filters) {
        this.unknown = Boolean(actor) && !wanted;
        if (!this.unknown) {
          this.#pages.load({
            action,
            actor: wanted,
            from: from && new Date(`${from}T00:00:00`).toISOString(),
            to: to && new Date(`${to}T23:59:59.999`).toISOString(),
          });
        }
      }
    } catch (problem) {
      complain(problem);
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
          ${field({name: 'actor', label: t('audit.actor'), value: this.route.query.get('actor') ?? '', hint: t('audit.actor.hint'), error: this.unknown ? t('users.none') : ''})}
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
            ${['at', 'action', 'who', 'target', 'where'].map((name) => html`<th scope="col">${t(`audit.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeat(items ?? [], ({id}) => id, (entry) => this.#row(entry))}
        </tbody>
      </table>
    </div>`;
  }

  #row({at, actor, action, target, targetAccount, address, requestId, outcome}) {
    return html`<tr title=${requestId ? t('audit.request', {id: requestId}) : ''}>
      <td class="quiet-cell nowrap side-cell"><time datetime=${at}>${when(at, {dateStyle: 'short', timeStyle: 'short'})}</time></td>
      <td class="lead-cell">${t(`audit.${action}`)} ${outcome === 'success' ? nothing : html`<span class="badge bad">${t('audit.failure')}</span>`}</td>
      <td class="name-cell" data-name=${t('audit.who')}>
        ${actor
          ? html`<button type="button" class="link-like" dir="auto" title=${actor.userId} @click=${() => this.#only(actor.userId)}>${called(actor.account, actor.userId)}</button>
              ${actor.keyId ? html`<small class="quiet-cell" title=${actor.keyId}>${t('audit.byKey')}</small>` : nothing}`
          : html`<span class="quiet-cell">${t('audit.operator')}</span>`}
      </td>
      <td class="name-cell" dir="auto" data-name=${t('audit.target')} title=${target ?? ''}>${target ? called(targetAccount, target) : '–'}</td>
      <td class="quiet-cell nowrap" data-name=${t('audit.where')}>${address ?? '–'}</td>
    </tr>`;
  }
}
customElements.define('cb-audit', Audit);

/** What an account is called; of one that is erased, and of what is none, the id. */
function called(account, id) {
  return account ? (account.displayName ?? account.email) : `${id.slice(0, 8)}…${id.slice(-4)}`;
}

/** The id of whoever has this address or name, or of the only one who has a part of it. */
async function idOf(text) {
  const {items} = await api.get('/admin/users', {query: {q: text, limit: 50}});
  const same = (one) => [one.email, one.displayName].some((name) => name?.toLowerCase() === text.toLowerCase());
  return (items.find(same) ?? (items.length === 1 ? items[0] : undefined))?.id;
}
