/** All accounts: found by address or name, role and state, each with what can be done. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from 'page/design/icon.js';
import {field, values} from 'page/design/form.js';
import {session} from 'page/app/session.js';
import {block} from 'page/account/parts/frame.js';
import {day} from 'page/account/parts/format.js';
import {limitsText} from 'page/account/parts/limits.js';
import {Pages} from 'page/admin/pages.js';
import {actions, invite} from 'page/admin/user-actions.js';
import 'page/design/menu.js';

/** Milliseconds without a key, after which accounts are asked for. */
const CALM = 250;

class Users extends PageElement {
  #pages = new Pages('/admin/users', () => this.requestUpdate());
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.#pages.load({});
  }

  #filter(event) {
    const {form} = event.target;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pages.load(values(form)), event.type === 'input' ? CALM : 0);
  }

  async #invite() {
    if (await invite()) {
      this.#pages.load();
    }
  }

  render() {
    const {items, hasMore} = this.#pages;
    return block({
      title: t('admin.users'),
      lead: t('users.lead'),
      tools: html`<button type="button" class="button" @click=${this.#invite}>${icon('plus')}${t('users.invite')}</button>`,
      content: html`
        <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
          ${field({name: 'q', label: t('users.find'), type: 'search', input: (event) => this.#filter(event)})}
          ${field({
            name: 'role',
            label: t('users.role'),
            options: [['', t('users.role.any')], ['user', t('role.user')], ['admin', t('role.admin')]],
            input: (event) => this.#filter(event),
          })}
          ${field({
            name: 'state',
            label: t('users.state'),
            options: ['', 'active', 'suspended'].map((one) => [one, t(`users.state.${one || 'any'}`)]),
            input: (event) => this.#filter(event),
          })}
        </form>
        ${items?.length === 0 ? html`<p class="nothing">${t('users.none')}</p>` : this.#table(items)}
        ${hasMore ? html`<div><button type="button" class="button quiet" @click=${() => this.#pages.more()}>${t('action.more')}</button></div>` : nothing}
      `,
    });
  }

  #table(items) {
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t('admin.users')} aria-busy=${items ? 'false' : 'true'}>
      <table class="list-table">
        <thead>
          <tr>
            <th scope="col">${t('users.name')}</th>
            <th scope="col">${t('users.limits')}</th>
            <th scope="col">${t('users.since')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${repeat(items ?? [], ({id}) => id, (user) => this.#row(user))}
        </tbody>
      </table>
    </div>`;
  }

  #row(user) {
    const own = user.id === session.user.id;
    const items = () => actions(user, {own, took: (one) => this.#pages.took(one), gone: () => this.#pages.gone(user.id)});
    const limits = limitsText(user.limits);
    return html`<tr>
      <td class="main-cell lead-cell">
        <span dir="auto">${user.displayName ?? user.email}</span> ${own ? html`<span class="badge">${t('users.you')}</span>` : nothing}
        ${user.role === 'admin' ? html`<span class="badge good">${t('role.admin')}</span>` : nothing}
        ${user.state === 'active' ? nothing : html`<span class="badge bad">${t(`users.state.${user.state}`)}</span>`}
        ${user.displayName ? html`<small dir="auto">${user.email}</small>` : nothing}
      </td>
      <td class="quiet-cell ${limits ? '' : 'bare'}" data-name=${t('users.limits')}>${limits || '–'}</td>
      <td class="quiet-cell nowrap" data-name=${t('users.since')}>${day(user.createdAt)}</td>
      <td class="act side-cell">
        <cb-menu .kind=${'tool'} .label=${t('conversation.more', {title: user.email})} .face=${icon('more')} .items=${items}></cb-menu>
      </td>
    </tr>`;
  }
}
customElements.define('cb-users', Users);
