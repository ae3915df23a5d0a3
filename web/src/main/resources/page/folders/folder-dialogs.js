/** Making and changing folders, and filing conversations. */
import {html, nothing} from 'lit';
import {t} from 'page/text/catalogue.js';
import {confirm, show} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {conversations} from 'page/sidebar/conversations.js';
import {folders} from 'page/folders/folders.js';

const buttons = () => [{label: t('action.cancel'), value: null, quiet: true}, {label: t('action.save')}];

function fields(folder, problem) {
  const hasFolders = folders.items.some(({parentId}) => folder && parentId === folder.id);
  const parents = folders.items.filter(({id, parentId}) => !parentId && id !== folder?.id);
  return html`
    ${field({name: 'name', label: t('folders.name'), value: folder?.name ?? '', required: true, maxlength: 100, error: fieldError(problem, 'name')})}
    ${parents.length > 0 && !hasFolders
      ? field({
          name: 'parentId',
          label: t('folders.in'),
          value: folder?.parentId ?? '',
          options: [['', t('folders.top')], ...parents.map(({id, name}) => [id, name])],
          error: fieldError(problem, 'parentId'),
        })
      : nothing}
    ${field({
      name: 'systemPrompt',
      label: t('folders.prompt'),
      hint: t('folders.prompt.hint'),
      value: folder?.systemPrompt ?? '',
      multiline: 3,
      error: fieldError(problem, 'systemPrompt'),
    })}
  `;
}

export async function makeFolder() {
  const made = await show({
    title: t('folders.make'),
    body: (problem) => fields(null, problem),
    submit: (form) => folders.create(values(form)),
    actions: buttons(),
  });
  if (made) {
    await conversations.narrow({folder: made.id}).catch(complain);
  }
}

export function editFolder(folder) {
  return show({
    title: t('folders.edit', {name: folder.name}),
    body: (problem) => fields(folder, problem),
    submit: (form) => {
      const {name, parentId, systemPrompt} = values(form);
      return folders.edit(folder.id, {
        name,
        systemPrompt: systemPrompt ?? null,
        ...(form.elements.parentId ? {parentId: parentId ?? null} : {}),
      });
    },
    actions: buttons(),
  });
}

export async function removeFolder(folder) {
  const sure = await confirm({
    title: t('folders.remove', {name: folder.name}),
    text: t('folders.remove.text'),
    action: t('action.delete'),
    grave: true,
  });
  if (sure) {
    await folders.delete(folder.id).catch(complain);
  }
}

/** In which folder a conversation is, and its tags. */
export function file(about) {
  return show({
    title: t('folders.file'),
    body: (problem) => html`
      ${field({
        name: 'folderId',
        label: t('folders.folder'),
        value: about.folderId ?? '',
        options: [['', t('folders.none')], ...folders.choices.slice(1)],
        error: fieldError(problem, 'folderId'),
      })}
      ${field({
        name: 'tags',
        label: t('folders.tags'),
        hint: t('folders.tags.hint'),
        value: (about.tags ?? []).join(', '),
        error: fieldError(problem, 'tags'),
      })}
    `,
    submit: (form) => {
      const {folderId, tags} = values(form);
      const words = (tags ?? '').split(',').map((tag) => tag.trim().replace(/^#/, '')).filter(Boolean);
      return conversations.edit(about.id, {folderId: folderId ?? null, tags: words});
    },
    actions: buttons(),
  });
}

/** The item of a conversation's menu; none where the service has no folders. */
export function filing(about) {
  return folders.known ? [{label: t('folders.file'), icon: 'folder', act: () => file(about)}] : [];
}
