/** The account of who is logged in: a section for each address under `/account`, loaded when it is first shown. */
import 'page/account/text.js';
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {session} from 'page/app/session.js';
import {complain} from 'page/design/toast.js';
import {frame} from 'page/account/parts/frame.js';

const SECTIONS = [
  {tab: 'profile', icon: 'person', load: () => import('page/account/profile.js'), show: () => html`<cb-profile></cb-profile>`},
  {tab: 'security', icon: 'shield', load: () => import('page/account/security.js'), show: () => html`<cb-security></cb-security>`},
  {tab: 'keys', icon: 'key', load: () => import('page/account/keys.js'), show: () => html`<cb-keys></cb-keys>`},
  {tab: 'usage', icon: 'chart', load: () => import('page/account/usage.js'), show: () => html`<cb-usage></cb-usage>`},
  {tab: 'shares', icon: 'link', load: () => import('page/account/shares.js'), show: () => html`<cb-shares></cb-shares>`},
  {tab: 'data', icon: 'archive', load: () => import('page/account/data.js'), show: () => html`<cb-data></cb-data>`},
];

class Account extends PageElement {
  static properties = {route: {attribute: false}, loaded: {state: true}};

  constructor() {
    super();
    new Follow(this, session);
  }

  get #section() {
    return SECTIONS.find(({tab}) => tab === (this.route.params.tab ?? 'profile'));
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const section = this.#section;
      section?.load().then(() => (this.loaded = section.tab), complain);
    }
  }

  updated() {
    this.$('.section-list [aria-current=page]')?.scrollIntoView({block: 'nearest', inline: 'center'});
    document.title = `${t('account.title')} · ${t('app.name')}`;
  }

  render() {
    if (!session.user) {
      return nothing;
    }
    const section = this.#section;
    return frame({
      title: t('account.title'),
      base: '/account',
      sections: SECTIONS.map((one) => ({...one, label: t(`account.${one.tab}`)})),
      current: section?.tab,
      content: section ? (this.loaded === section.tab ? section.show() : nothing) : html`<p>${t('app.unknown')}</p>`,
    });
  }
}
customElements.define('cb-account', Account);
