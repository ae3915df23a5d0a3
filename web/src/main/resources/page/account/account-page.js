/** The account of who is logged in: a section for each address under `/account`. */
import 'page/account/text.js';
import {html} from 'page/design/element.js';
import {SectionPage} from 'page/account/parts/sections.js';

const SECTIONS = [
  {tab: 'profile', icon: 'person', load: () => import('page/account/profile.js'), show: () => html`<cb-profile></cb-profile>`},
  {tab: 'security', icon: 'shield', load: () => import('page/account/security.js'), show: () => html`<cb-security></cb-security>`},
  {tab: 'keys', icon: 'key', load: () => import('page/account/keys.js'), show: () => html`<cb-keys></cb-keys>`},
  {tab: 'usage', icon: 'chart', load: () => import('page/account/usage.js'), show: () => html`<cb-usage></cb-usage>`},
  {tab: 'shares', icon: 'link', load: () => import('page/account/shares.js'), show: () => html`<cb-shares></cb-shares>`},
  {tab: 'data', icon: 'archive', load: () => import('page/account/data.js'), show: () => html`<cb-data></cb-data>`},
];

class Account extends SectionPage {
  constructor() {
    super('account', SECTIONS);
  }
}
customElements.define('cb-account', Account);
