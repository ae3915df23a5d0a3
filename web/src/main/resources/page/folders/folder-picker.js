/** Above the list at the side: which folder or tag it is narrowed to, by a menu that makes folders, too. */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {complain} from 'page/design/toast.js';
import {conversations} from 'page/sidebar/conversations.js';
import {folders} from 'page/folders/folders.js';
import {editFolder, makeFolder, removeFolder} from 'page/folders/folder-dialogs.js';
import 'page/design/menu.js';

class FolderPicker extends PageElement {
  constructor() {
    super();
    new Follow(this, folders);
  }

  render() {
    if (!folders.known) {
      return nothing;
    }
    const {folder, tag} = conversations.within;
    const chosen = folder === 'none' ? t('folders.none') : (folders.name(folder) ?? (tag ? `#${tag}` : t('folders.all')));
    const face = html`${icon('folder')}<span dir="auto">${chosen}</span>`;
    const tagsAnew = () => folders.readTags().catch(() => {}); // those of before are shown then
    return html`<cb-menu
      .kind=${'side-link chooser'}
      .label=${t('folders.choose', {chosen})}
      .face=${face}
      .items=${() => this.#items()}
      @pointerenter=${tagsAnew}
      @focusin=${tagsAnew}
    ></cb-menu>`;
  }

  #items() {
    const {folder, tag} = conversations.within;
    const to = (within) => () => conversations.narrow(within).catch(complain);
    const one = folders.items.find(({id}) => id === folder);
    return [
      {label: t('folders.all'), checked: !folder && !tag, act: to({})},
      ...folders.choices.map(([id, label]) => ({label, checked: folder === id, act: to({folder: id})})),
      ...(folders.tags.length > 0 ? [{heading: t('folders.tags')}] : []),
      ...folders.tags.map((each) => ({
        label: `#${each.tag} (${each.conversations})`,
        checked: tag?.toLowerCase() === each.tag.toLowerCase(),
        act: to({tag: each.tag}),
      })),
      {line: true},
      {label: t('folders.make'), icon: 'plus', act: () => makeFolder()},
      ...(one
        ? [
            {label: t('folders.edit', {name: one.name}), icon: 'edit', act: () => editFolder(one)},
            {label: t('folders.remove', {name: one.name}), icon: 'trash', grave: true, act: () => removeFolder(one)},
          ]
        : []),
    ];
  }
}
customElements.define('cb-folder-picker', FolderPicker);
