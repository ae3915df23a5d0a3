/** The user's folders, in step with the other tabs of the browser. */
import {api} from 'page/api/client.js';
import {Store} from 'page/app/store.js';
import {session} from 'page/app/session.js';
import {t} from 'page/text/catalogue.js';
import {conversations} from 'page/sidebar/conversations.js';

/** Before the name of a folder that is in another one. */
const INDENT = '\u2003';
/** A menu of more is none. */
const MOST_TAGS = 200;

class Folders extends Store {
  items = [];
  /** As they were read last; whoever shows them reads them again. */
  tags = [];
  /** Whether they were read: that is not before there is a conversation to put into one. */
  known = false;
  #user = undefined;

  constructor() {
    super();
    conversations.addEventListener('change', () => this.#follow());
    conversations.onElsewhere(({detail}) => {
      if (detail.id === null && this.known) {
        this.load().catch(() => {}); // those of before are shown then
      }
    });
    this.#follow();
  }

  #follow() {
    const user = session.user?.id;
    if (user !== this.#user && (!user || conversations.items.some((one) => 'folderId' in one))) {
      this.#user = user;
      this.items = [];
      this.tags = [];
      this.known = false;
      if (user) {
        this.load().catch(() => (this.#user = undefined));
      }
    }
    this.changed();
  }

  async load() {
    this.items = await Array.fromAsync(api.all('/folders'));
    this.known = true;
    this.changed();
    const {folder} = conversations.within;
    if (folder && folder !== 'none' && !this.name(folder)) {
      await conversations.narrow({});
    }
  }

  /** After a change: reads them again, and lets the other tabs do so. */
  async #anew() {
    conversations.tell();
    await this.load();
  }

  /** Folders with their depth, each behind the one it is in: `[{folder, depth}]`. */
  get tree() {
    const within = (parent) => this.items.filter(({parentId}) => (parentId ?? null) === parent);
    return within(null).flatMap((folder) => [
      {folder, depth: 0},
      ...within(folder.id).map((child) => ({folder: child, depth: 1})),
    ]);
  }

  /** What a list can be narrowed to, as options of a field: `[[id, name]]`, and `none` at first. */
  get choices() {
    const named = this.tree.map(({folder, depth}) => [folder.id, INDENT.repeat(depth) + folder.name]);
    return named.length > 0 ? [['none', t('folders.none')], ...named] : [];
  }

  name(id) {
    return this.items.find((one) => one.id === id)?.name;
  }

  /** Reads the tags of all conversations again, at most `MOST_TAGS`: `[{tag, conversations}]`. */
  async readTags() {
    const {items} = await api.get('/tags', {query: {limit: MOST_TAGS}});
    this.tags = items;
    this.changed();
  }

  async create(settings) {
    const made = await api.post('/folders', settings);
    await this.#anew();
    return made;
  }

  async edit(id, change) {
    const edited = await api.patch(`/folders/${id}`, change);
    await this.#anew();
    return edited;
  }

  /** Its conversations and folders come out of it. */
  async delete(id) {
    await api.delete(`/folders/${id}`);
    await this.#anew();
    await conversations.load();
  }
}

export const folders = new Folders();
