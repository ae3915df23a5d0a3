/** What can be done with a conversation, as items of a menu. */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {router} from 'page/app/router.js';
import {conversations} from 'page/sidebar/conversations.js';
import {filing} from 'page/folders/folder-dialogs.js';
import {moving} from 'page/moving/menu.js';

export function actions(about) {
  const {id, pinned, archived} = about;
  return [
    {label: t('conversation.rename'), icon: 'edit', act: () => rename(about)},
    {
      label: t(pinned ? 'conversation.unpin' : 'conversation.pin'),
      icon: 'pin',
      act: () => conversations.edit(id, {pinned: !pinned}).catch(complain),
    },
    {
      label: t(archived ? 'conversation.unarchive' : 'conversation.archive'),
      icon: 'archive',
      act: () => archive(about),
    },
    ...filing(about),
    ...moving(about),
    {line: true},
    {label: t('conversation.delete'), icon: 'trash', grave: true, act: () => remove(about)},
  ];
}

export async function rename(about) {
  await show({
    title: t('conversation.rename'),
    body: (problem) =>
      field({
        name: 'title',
        label: t('conversation.title'),
        value: about.title ?? '',
        maxlength: 200,
        required: true,
        error: fieldError(problem, 'title'),
      }),
    submit: (form) => conversations.edit(about.id, {title: values(form).title}),
    actions: [
      {label: t('action.cancel'), value: null, quiet: true},
      {label: t('action.save')},
    ],
  });
}

async function archive(about) {
  try {
    await conversations.edit(about.id, {archived: !about.archived});
  } catch (problem) {
    complain(problem);
    return;
  }
  if (!about.archived) {
    toast(t('conversation.archived', {title: about.title ?? t('chat.untitled')}), {
      action: t('action.undo'),
      act: () => conversations.edit(about.id, {archived: false}).catch(complain),
    });
  }
}

/** It is deleted when the offer to undo has gone: a deletion itself cannot be undone. */
function remove(about) {
  const leaves = location.pathname === `/c/${about.id}`;
  conversations.hide(about.id);
  if (leaves) {
    router.go('/');
  }
  const really = () => conversations.delete(about.id).catch((problem) => {
    conversations.unhide(about.id);
    complain(problem);
  });
  addEventListener('pagehide', really, {once: true});
  toast(t('conversation.deleted', {title: about.title ?? t('chat.untitled')}), {
    action: t('action.undo'),
    gone: (undone) => {
      removeEventListener('pagehide', really);
      if (undone) {
        conversations.unhide(about.id);
      } else {
        really();
      }
    },
  });
}
