/** All that the user shares. */
import {PageElement, html, t} from 'page/design/element.js';
import {complain} from 'page/design/toast.js';
import {api} from 'page/api/client.js';
import {block} from 'page/account/parts/frame.js';
import {shareRow} from 'page/shared/sharing.js';

class Shares extends PageElement {
  static properties = {shares: {state: true}, titles: {state: true}};

  constructor() {
    super();
    this.titles = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.shares = await Array.fromAsync(api.all('/shares'));
      await Promise.all([...new Set(this.shares.map((one) => one.conversationId))].map((id) => this.#name(id)));
    } catch (problem) {
      this.shares ??= [];
      complain(problem);
    }
  }

  async #name(id) {
    const about = await api.get(`/conversations/${id}`).catch(() => null);
    this.titles = {...this.titles, [id]: about?.title ?? t('chat.untitled')};
  }

  render() {
    return block({
      title: t('shares.title'),
      lead: t('shares.lead'),
      content: this.shares?.length === 0
        ? html`<p class="nothing">${t('shares.empty')}</p>`
        : html`<ul class="rows" aria-busy=${this.shares ? 'false' : 'true'}>
            ${this.shares?.map((share) =>
              shareRow(share, {
                title: this.titles[share.conversationId] ?? '…',
                renewed: (one) => one && (this.shares = this.shares.map((other) => (other.id === one.id ? one : other))),
                revoked: () => (this.shares = this.shares.filter(({id}) => id !== share.id)),
              }),
            )}
          </ul>`,
    });
  }
}
customElements.define('cb-shares', Shares);
