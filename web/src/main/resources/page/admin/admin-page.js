/** For administrators: users, usage, service keys, the audit log. */
import 'page/account/text.js';
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {session} from 'page/app/session.js';
import {complain} from 'page/design/toast.js';
import {block, frame} from 'page/account/parts/frame.js';

const SECTIONS = [
  {tab: 'users', icon: 'person', load: () => import('page/admin/users.js'), show: () => html`<cb-users></cb-users>`},
  {tab: 'usage', icon: 'chart', load: () => import('page/charts/usage-report.js'), show: usage},
  {tab: 'keys', icon: 'key', load: () => import('page/admin/service-keys.js'), show: () => html`<cb-service-keys></cb-service-keys>`},
  {tab: 'audit', icon: 'file', load: () => import('page/admin/audit.js'), show: (route) => html`<cb-audit .route=${route}></cb-audit>`},
];

function usage() {
  return html`<div>
    ${block({title: t('admin.usage'), content: html`<cb-usage-report .path=${'/admin/analytics/usage'}></cb-usage-report>`})}
  </div>`;
}

class Admin extends PageElement {
  static properties = {route: {attribute: false}, loaded: {state: true}};

  constructor() {
    super();
    new Follow(this, session);
  }

  get #section() {
    return SECTIONS.find(({tab}) => tab === (this.route.params.tab ?? 'users'));
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const section = this.#section;
      section?.load().then(() => (this.loaded = section.tab), complain);
    }
  }

  updated() {
    this.$('.section-list [aria-current=page]')?.scrollIntoView({block: 'nearest', inline: 'center'});
    document.title = `${t('admin.title')} · ${t('app.name')}`;
  }

  render() {
    if (session.user?.role !== 'admin') {
      return html`<div class="empty"><h1>${t('admin.forbidden')}</h1><a class="button" href="/">${t('app.home')}</a></div>`;
    }
    const section = this.#section;
    return frame({
      title: t('admin.title'),
      base: '/admin',
      sections: SECTIONS.map((one) => ({...one, label: t(`admin.${one.tab}`)})),
      current: section?.tab,
      content: section ? (this.loaded === section.tab ? section.show(this.route) : nothing) : html`<p>${t('app.unknown')}</p>`,
    });
  }
}
customElements.define('cb-admin', Admin);
