/** The keys by which programs act for the user. */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {confirm, show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {session} from 'page/app/session.js';
import {block} from 'page/account/parts/frame.js';
import {ago, day} from 'page/account/parts/format.js';
import {expiryField, expiryTime} from 'page/account/parts/expiry.js';
import {limitFields, limitsOf, limitsText} from 'page/account/parts/limits.js';
import {scopeFields, scopesOf} from 'page/account/parts/scopes.js';
import {showOnce} from 'page/account/parts/secret.js';
import 'page/design/menu.js';

const SCOPES = ['chat', 'embeddings', 'conversations:read', 'conversations:write', 'search'];
const DAYS = [30, 90, 365];

class Keys extends PageElement {
  static properties = {keys: {state: true}};

  constructor() {
    super();
    new Follow(this, session);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.keys = await Array.fromAsync(api.all('/api-keys'));
    } catch (problem) {
      complain(problem);
    }
  }

  async #make() {
    const scopes = session.user.role === 'admin' ? [...SCOPES, 'admin'] : SCOPES;
    const made = await show({
      title: t('keys.make'),
      body: (problem) => html`
        ${field({
          name: 'name',
          label: t('keys.name'),
          hint: t('keys.name.hint'),
          required: true,
          maxlength: 100,
          error: fieldError(problem, 'name'),
        })}
        ${scopeFields(scopes, SCOPES)} ${expiryField({days: DAYS, error: fieldError(problem, 'expiresAt')})}
        ${limitFields(null, problem)}
      `,
      submit: (form) => {
        const given = values(form);
        return api.post('/api-keys', {
          name: given.name,
          scopes: scopesOf(form),
          expiresAt: expiryTime(given.expires),
          limits: limitsOf(given) ?? undefined,
        });
      },
      actions: [{label: t('action.cancel'), value: null, quiet: true}, {label: t('keys.make')}],
    });
    if (made) {
      this.#load();
      await showOnce({title: t('keys.made'), text: t('keys.made.text'), secret: made.key, label: t('keys.key')});
    }
  }

  async #edit(key) {
    const done = await show({
      title: t('keys.edit'),
      body: (problem) => html`
        ${field({
          name: 'name',
          label: t('keys.name'),
          value: key.name,
          required: true,
          maxlength: 100,
          error: fieldError(problem, 'name'),
        })}
        ${limitFields(key.limits, problem)}
      `,
      submit: (form) => {
        const given = values(form);
        return api.patch(`/api-keys/${key.id}`, {name: given.name, limits: limitsOf(given)});
      },
      actions: [{label: t('action.cancel'), value: null, quiet: true}, {label: t('action.save')}],
    });
    if (done) {
      this.#load();
    }
  }

  async #revoke(key) {
    const sure = await confirm({
      title: t('keys.revoke.title', {name: key.name}),
      text: t('keys.revoke.text'),
      action: t('keys.revoke'),
      grave: true,
    });
    if (sure) {
      try {
        await api.delete(`/api-keys/${key.id}`);
        this.keys = this.keys.filter(({id}) => id !== key.id);
        toast(t('keys.revoked'));
      } catch (problem) {
        complain(problem);
      }
    }
  }

  render() {
    return block({
      title: t('keys.title'),
      lead: t('keys.lead'),
      tools: html`<button type="button" class="button" @click=${this.#make}>${icon('plus')}${t('keys.make')}</button>`,
      content: this.keys?.length === 0
        ? html`<p class="nothing">${t('keys.empty')}</p>`
        : html`<ul class="rows" aria-busy=${this.keys ? 'false' : 'true'}>
            ${this.keys?.map((key) => keyRow(key, [
              {label: t('keys.edit'), icon: 'edit', act: () => this.#edit(key)},
              {label: t('keys.revoke'), icon: 'trash', grave: true, act: () => this.#revoke(key)},
            ]))}
          </ul>`,
    });
  }
}
customElements.define('cb-keys', Keys);

/** A key in a list: what it is called, what it may do, when it was used. */
export function keyRow(key, items) {
  const ended = key.expiresAt && Date.parse(key.expiresAt) < Date.now();
  const used = key.lastUsedAt ? t('keys.used', {when: ago(key.lastUsedAt)}) : t('keys.unused');
  const ends = key.expiresAt ? t(ended ? 'keys.ended' : 'keys.ends', {when: day(key.expiresAt)}) : t('keys.endless');
  const limits = limitsText(key.limits);
  return html`<li>
    <div class="row-main">
      <strong dir="auto">${key.name}</strong> <code>${key.prefix}…</code>
      ${ended ? html`<span class="badge bad">${t('keys.over')}</span>` : nothing}
      <p class="row-more">${used} · ${ends}${limits ? html` · ${limits}` : nothing}</p>
      <p class="chips">${key.scopes.map((scope) => html`<span class="chip">${scope}</span>`)}</p>
    </div>
    <cb-menu .kind=${'tool'} .label=${t('conversation.more', {title: key.name})} .face=${icon('more')} .items=${() => items}></cb-menu>
  </li>`;
}
