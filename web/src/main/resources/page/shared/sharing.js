/** What owners do with shares: their lists and the dialog that makes them. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {icon} from 'page/design/icon.js';
import {copy} from 'page/design/copy.js';
import {confirm} from 'page/design/dialog.js';
import {complain, toast} from 'page/design/toast.js';
import {api} from 'page/api/client.js';
import {ago, day} from 'page/account/parts/format.js';
import {told} from 'page/account/parts/told.js';
import 'page/design/menu.js';

/** Where readers find a share. */
export function address({token}) {
  return `${location.origin}/shared/${token}`;
}

export async function renew(share) {
  try {
    const renewed = await told(api.put(`/conversations/${share.conversationId}/shares/${share.id}`), {422: t('share.unshareable')});
    toast(t('share.renewed'));
    return renewed;
  } catch (problem) {
    complain(problem);
    return null;
  }
}

/** Asks first; gives whether it has ended. */
export async function revoke(share) {
  const sure = await confirm({title: t('share.revoke.title'), text: t('share.revoke.text'), action: t('share.revoke'), grave: true});
  return sure && end(share);
}

export async function end(share) {
  try {
    await api.delete(`/shares/${share.id}`);
    toast(t('share.revoked'));
    return true;
  } catch (problem) {
    complain(problem);
    return false;
  }
}

/** A share in a list. `title` is its conversation's, where that is not clear. */
export function shareRow(share, {title, renewed, revoked, ask = true}) {
  const more = [
    t(`share.${share.visibility}`),
    ago(share.createdAt),
    t('share.views', {count: share.views}),
    ...(share.revision > 1 ? [t('share.revision', {number: share.revision})] : []),
    ...(share.expiresAt ? [t('share.ends', {when: day(share.expiresAt)})] : []),
  ].join(' · ');
  const items = () => [
    {label: t('shares.open'), icon: 'export', href: `/shared/${share.token}`},
    {label: t('shares.conversation'), icon: 'back', href: `/c/${share.conversationId}`},
    {label: t('share.renew'), icon: 'refresh', act: async () => renewed(await renew(share))},
    {line: true},
    {label: t('share.revoke'), icon: 'trash', grave: true, act: async () => (await (ask ? revoke : end)(share)) && revoked()},
  ];
  return html`<li>
    <div class="row-main">
      ${title ? html`<strong dir="auto">${title}</strong>` : html`<a href="/shared/${share.token}" target="_blank" dir="ltr">/shared/${share.token.slice(0, 8)}…</a>`}
      <p class="row-more">${more}</p>
    </div>
    <button type="button" class="tool" aria-label=${t('share.copy')} title=${t('share.copy')} @click=${() => copy(address(share))}>${icon('copy')}</button>
    <cb-menu .kind=${'tool'} .label=${t('conversation.more', {title: title ?? t('share.title')})} .face=${icon('more')} .items=${items}></cb-menu>
  </li>`;
}

