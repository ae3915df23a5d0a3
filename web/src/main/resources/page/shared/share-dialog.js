/** Shares a conversation: `shareConversation(about, branch)` opens a dialog with its shares and a form for another one. */
import 'page/account/text.js';
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {show} from 'page/design/dialog.js';
import {complain} from 'page/design/toast.js';
import {explain} from 'page/api/explain.js';
import {values} from 'page/design/form.js';
import {api} from 'page/api/client.js';
import {expiryField, expiryTime} from 'page/account/parts/expiry.js';
import {copyable} from 'page/account/parts/secret.js';
import {told} from 'page/account/parts/told.js';
import {address, shareRow} from 'page/shared/sharing.js';

const TICKS = ['showName', 'reasoning', 'toolResults', 'files'];
const DAYS = [1, 7, 30, 365];

/** @param branch id of the newest message that is in it; none: the newest branch */
export function shareConversation(about, branch) {
  return show({
    title: t('share.title'),
    kind: 'wide',
    body: () => html`<cb-share .conversation=${about.id} .branch=${branch}></cb-share>`,
    actions: [{label: t('action.close'), value: null, quiet: true}],
  });
}

class Share extends PageElement {
  static properties = {
    conversation: {attribute: false},
    branch: {attribute: false},
    shares: {state: true},
    made: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  willUpdate(changed) {
    if (changed.has('conversation')) {
      this.#load();
    }
  }

  async #load() {
    try {
      const own = [];
      for await (const share of api.all('/shares')) {
        if (share.conversationId === this.conversation) {
          own.push(share);
        }
      }
      this.shares = own;
    } catch (problem) {
      complain(problem);
    }
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const {visibility, expires} = values(form);
    this.busy = true;
    this.problem = null;
    try {
      this.made = await told(
        api.post(`/conversations/${this.conversation}/shares`, {
          visibility,
          expiresAt: expiryTime(expires),
          branch: this.branch,
          ...Object.fromEntries(TICKS.map((name) => [name, form.elements[name].checked])),
        }),
        {409: t('share.full'), 422: t('share.unshareable')},
      );
      this.shares = [this.made, ...(this.shares ?? [])];
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #gone(share) {
    this.shares = this.shares.filter(({id}) => id !== share.id);
    if (this.made?.id === share.id) {
      this.made = null;
    }
  }

  #took(share) {
    if (share) {
      this.shares = this.shares.map((one) => (one.id === share.id ? share : one));
    }
  }

  render() {
    return html`
      <p>${t('share.lead')}</p>
      ${this.made ? this.#link() : this.#form()}
      ${this.shares?.length > 0
        ? html`<h3>${t('share.existing')}</h3>
            <ul class="rows">
              ${this.shares.map((share) =>
                shareRow(share, {ask: false, renewed: (one) => this.#took(one), revoked: () => this.#gone(share)}),
              )}
            </ul>`
        : nothing}
    `;
  }

  #link() {
    return html`<div class="notice" role="status">
      <p>${t('share.made')}</p>
      ${copyable(address(this.made), t('share.copy'))}
    </div>`;
  }

  #form() {
    return html`<form class="dialog-body" @submit=${this.#make}>
      <fieldset class="ticks">
        <legend>${t('share.who')}</legend>
        ${['link', 'members'].map(
          (one) => html`<label><input type="radio" name="visibility" value=${one} ?checked=${one === 'link'} />${t(`share.${one}`)}</label>`,
        )}
      </fieldset>
      <fieldset class="ticks">
        <legend>${t('share.in')}</legend>
        ${TICKS.map((name) => html`<label><input type="checkbox" name=${name} />${t(`share.${name}`)}</label>`)}
      </fieldset>
      ${expiryField({days: DAYS})}
      ${this.problem ? html`<p class="error-line" role="alert">${explain(this.problem)}</p>` : nothing}
      <div><button class="button" type="submit" ?disabled=${this.busy}>${t('share.make')}</button></div>
    </form>`;
  }
}
customElements.define('cb-share', Share);
