/** What administrators do with an account. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {confirm, show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {router} from 'page/app/router.js';
import {requireSame} from 'page/account/parts/confirmed.js';
import {when} from 'page/account/parts/format.js';
import {limitFields, limitsOf} from 'page/account/parts/limits.js';
import {showOnce} from 'page/account/parts/secret.js';
import {told} from 'page/account/parts/told.js';
import 'page/charts/usage-report.js';

const CANCEL = () => ({label: t('action.cancel'), value: null, quiet: true});

/** The items of an account's menu. `took` gets it when it has changed; `gone` is called when it is erased. */
export function actions(user, {own, took, gone}) {
  const name = user.displayName ?? user.email;
  const admin = user.role === 'admin';
  const active = user.state === 'active';
  const change = (what, sure) => edit(user, what, took, sure);
  return [
    {label: t('users.usage'), icon: 'chart', act: () => usage(user, name)},
    {label: t('users.limits'), icon: 'edit', act: () => limits(user, name, took)},
    {label: t('admin.audit'), icon: 'file', act: () => router.go(`/admin/audit?actor=${user.id}`)},
    {line: true},
    {
      label: t(admin ? 'users.makeUser' : 'users.makeAdmin'),
      icon: 'shield',
      act: () => change({role: admin ? 'user' : 'admin'}, {title: t(admin ? 'users.makeUser' : 'users.makeAdmin'), text: t('users.role.sure', {name})}),
    },
    active
      ? {label: t('users.suspend'), icon: 'stop', act: () => change({state: 'suspended'}, {title: t('users.suspend'), text: t('users.suspend.sure', {name}), grave: true})}
      : {label: t('users.resume'), icon: 'check', act: () => change({state: 'active'})},
    ...(own ? [] : [{label: t('users.endSessions'), icon: 'logout', act: () => endSessions(user)}]),
    {label: t('users.reset'), icon: 'key', act: () => resetPassword(user)},
    {line: true},
    {label: t('users.erase'), icon: 'trash', grave: true, act: () => erase(user, name, gone)},
  ];
}

async function edit(user, what, took, sure) {
  if (!sure || (await confirm({...sure, action: sure.title}))) {
    try {
      took(await told(api.patch(`/admin/users/${user.id}`, what), {409: t('users.last')}));
      toast(t('users.done'));
    } catch (problem) {
      complain(problem);
    }
  }
}

function usage(user, name) {
  return show({
    title: `${t('users.usage')}: ${name}`,
    kind: 'wide',
    body: () => html`<cb-usage-report .path=${`/admin/users/${user.id}/usage`}></cb-usage-report>`,
    actions: [{label: t('action.close'), value: null, quiet: true}],
  });
}

async function limits(user, name, took) {
  const changed = await show({
    title: t('users.limits.own', {name}),
    body: (problem) => limitFields(user.limits, problem),
    submit: (form) => api.patch(`/admin/users/${user.id}`, {limits: limitsOf(values(form))}),
    actions: [CANCEL(), {label: t('action.save')}],
  });
  if (changed) {
    took(changed);
  }
}

async function endSessions(user) {
  try {
    await api.delete(`/admin/users/${user.id}/sessions`);
    toast(t('sessions.ended'));
  } catch (problem) {
    complain(problem);
  }
}

async function resetPassword(user) {
  try {
    await passOn(await api.post(`/admin/users/${user.id}/password-reset`), t('users.reset.made'));
  } catch (problem) {
    complain(problem);
  }
}

async function erase(user, name, gone) {
  const erased = await show({
    title: t('users.erase'),
    body: (problem) => html`<p>${t('users.erase.text', {name})}</p>
      ${field({name: 'confirmation', label: t('erase.type', {email: user.email}), required: true, error: fieldError(problem, 'confirmation')})}`,
    submit: (form) => {
      requireSame('confirmation', values(form).confirmation, user.email, t('erase.mismatch'));
      return told(api.delete(`/admin/users/${user.id}`), {409: t('users.last')});
    },
    actions: [CANCEL(), {label: t('users.erase'), grave: true}],
  });
  if (erased) {
    gone();
    toast(t('users.done'));
  }
}

/** Gives whether somebody was invited, once the link was shown. */
export async function invite() {
  const invited = await show({
    title: t('users.invite.title'),
    body: (problem) => html`
      ${field({name: 'email', label: t('login.email'), type: 'email', required: true, error: fieldError(problem, 'email')})}
      ${field({name: 'displayName', label: t('users.name'), maxlength: 100, error: fieldError(problem, 'displayName')})}
      ${field({name: 'role', id: 'invited-role', label: t('users.role'), value: 'user', options: ['user', 'admin'].map((one) => [one, t(`role.${one}`)])})}
    `,
    submit: (form) => told(api.post('/admin/users', {...values(form), invite: true}), {409: t('users.taken')}),
    actions: [CANCEL(), {label: t('users.invite')}],
  });
  if (!invited) {
    return false;
  }
  await passOn(invited, t('users.invited'));
  return true;
}

function passOn({token, expiresAt}, title) {
  return showOnce({
    title,
    text: t('users.invited.text', {when: when(expiresAt)}),
    secret: `${location.origin}/invitations/${token}`,
    label: t('users.link'),
  });
}
