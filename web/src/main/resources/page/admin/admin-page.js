/** For administrators: users, usage, the state of the service, service keys, the audit log. */
import 'page/account/text.js';
import {html, t} from 'page/design/element.js';
import {session} from 'page/app/session.js';
import {block} from 'page/account/parts/frame.js';
import {SectionPage} from 'page/account/parts/sections.js';

const SECTIONS = [
  {tab: 'users', icon: 'person', load: () => import('page/admin/users.js'), show: () => html`<cb-users></cb-users>`},
  {tab: 'usage', icon: 'chart', load: () => import('page/charts/usage-report.js'), show: usage},
  {tab: 'state', icon: 'pulse', load: () => import('page/admin/state.js'), show: () => html`<cb-state></cb-state>`},
  {tab: 'keys', icon: 'key', load: () => import('page/admin/service-keys.js'), show: () => html`<cb-service-keys></cb-service-keys>`},
  {tab: 'audit', icon: 'file', load: () => import('page/admin/audit.js'), show: (route) => html`<cb-audit .route=${route}></cb-audit>`},
];

function usage() {
  return html`<div>
    ${block({title: t('admin.usage'), content: html`<cb-usage-report .path=${'/admin/analytics/usage'}></cb-usage-report>`})}
  </div>`;
}

class Admin extends SectionPage {
  constructor() {
    super('admin', SECTIONS);
  }

  get refusal() {
    return session.user?.role === 'admin'
      ? null
      : html`<div class="empty"><h1>${t('admin.forbidden')}</h1><a class="button" href="/">${t('app.home')}</a></div>`;
  }
}
customElements.define('cb-admin', Admin);
