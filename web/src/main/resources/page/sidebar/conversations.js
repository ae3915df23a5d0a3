/** The list of the user's conversations, in step with the other tabs of the browser. */
import {api} from 'page/api/client.js';
import {Store} from 'page/app/store.js';
import {session} from 'page/app/session.js';

const PAGE = 100;

class Conversations extends Store {
  items = [];
  archived = false;
  /** What the list is narrowed to: `{folder}` by its id or `none`, or `{tag}`; all when empty. */
  within = {};
  cursor = null;
  loaded = false;
  /** Why it could not be read at first, or null. */
  problem = null;
  reading = false;
  #tabs = new BroadcastChannel('conversations');
  #elsewhere = new EventTarget();
  #user = undefined;

  constructor() {
    super();
    this.#tabs.onmessage = ({data}) => {
      this.#refreshSoon();
      this.#elsewhere.dispatchEvent(new CustomEvent('touched', {detail: data}));
    };
    session.addEventListener('change', () => this.#own());
  }

  /** Tells when another tab has changed a conversation, or folders: `event.detail.id`, null for folders. */
  onElsewhere(listener) {
    this.#elsewhere.addEventListener('touched', listener);
    return () => this.#elsewhere.removeEventListener('touched', listener);
  }

  /** Tells when a conversation has changed, as it is now. */
  onTook(listener) {
    const told = ({detail}) => listener(detail);
    this.addEventListener('took', told);
    return () => this.removeEventListener('took', told);
  }

  /** Forgets the list of another user. */
  #own() {
    const user = session.user?.id;
    if (user !== this.#user) {
      this.#user = user;
      this.within = {};
      this.items = [];
      this.cursor = null;
      this.loaded = false;
      this.problem = null;
      this.archived = false;
      this.changed();
      if (user) {
        this.load().catch((problem) => {
          this.problem = problem;
          this.changed();
        });
      }
    }
  }

  /** Reads the list from its beginning. */
  async load(archived = this.archived) {
    this.archived = archived;
    const {within} = this;
    const {items, pinned, nextCursor} = await beginning(archived, within);
    if (this.archived === archived && this.within === within) {
      this.items = joined(items, pinned);
      this.cursor = nextCursor;
      this.loaded = true;
      this.problem = null;
      this.changed();
    }
  }

  /** Narrows the list to a folder or a tag, or takes that back: see `within`. */
  async narrow(within) {
    this.within = within;
    await this.load();
  }

  /** Reads the beginning again. What was read behind it stays, unless there may be others between them. */
  async #refresh() {
    const {archived, within, cursor} = this;
    const {items, pinned, nextCursor} = await beginning(archived, within);
    if (this.archived === archived && this.within === within && this.cursor === cursor) {
      const told = new Set(items.map(({id}) => id));
      const last = items.at(-1);
      const goesOn = nextCursor && this.items.some((item) => told.has(item.id) && !item.pinned);
      const rest = goesOn ? this.items.filter(({id, updatedAt}) => !told.has(id) && updatedAt <= last.updatedAt) : [];
      const unpinned = rest.map((item) => ({...item, pinned: false})); // those that still are come with the others
      this.items = joined(items, joined(pinned, unpinned));
      this.cursor = rest.length > 0 ? cursor : nextCursor;
      this.changed();
    } else {
      this.#refreshSoon();
    }
  }

  /** Reads on. */
  async more() {
    const {archived, within, cursor} = this;
    if (cursor && !this.reading) {
      this.reading = true;
      try {
        const page = await api.get('/conversations', {query: {archived, limit: PAGE, cursor, ...within}});
        if (this.archived === archived && this.within === within && this.cursor === cursor) {
          this.items = joined(this.items, page.items);
          this.cursor = page.nextCursor;
        }
      } finally {
        this.reading = false;
        this.changed();
      }
    }
  }

  async create(settings) {
    const {folder} = this.within;
    const made = await api.post('/conversations', folder && folder !== 'none' ? {folderId: folder, ...settings} : settings);
    this.took(made);
    return made;
  }

  async edit(id, change) {
    const edited = await api.patch(`/conversations/${id}`, change);
    this.took(edited);
    this.tell(id);
    return edited;
  }

  async delete(id) {
    await api.delete(`/conversations/${id}`);
    this.gone(id);
    this.tell(id);
  }

  /** Those that are deleted, or will be as soon as nobody wants that undone. */
  #hidden = new Set();

  /** The list without those that are about to be deleted. */
  get shown() {
    return this.without(this.items);
  }

  /** Any list of conversations, without those. */
  without(items) {
    return items.filter(({id}) => !this.#hidden.has(id));
  }

  hide(id) {
    this.#hidden.add(id);
    this.changed();
  }

  unhide(id) {
    this.#hidden.delete(id);
    this.changed();
  }

  /** Takes one out of the list. */
  gone(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.changed();
  }

  /** Puts a conversation as it is now into the list. */
  took(about) {
    this.dispatchEvent(new CustomEvent('took', {detail: about}));
    this.items = this.items.filter(({id}) => id !== about.id);
    if (about.archived === this.archived && this.#isWithin(about)) {
      this.items = [...this.items, about].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    }
    this.changed();
  }

  #isWithin({folderId, tags}) {
    const {folder, tag} = this.within;
    return (!folder || (folderId ?? 'none') === folder) && (!tag || tags?.includes(tag));
  }

  /** Something was written in a conversation of this tab: it goes to the top. */
  touched(id) {
    const item = this.items.find((one) => one.id === id);
    if (item) {
      this.took({...item, updatedAt: new Date().toISOString()});
    }
    this.tell(id);
  }

  /** Tells the other tabs which conversation is another now; none: any may be, as their folders are. */
  tell(id = null) {
    this.#tabs.postMessage({id});
  }

  #refreshSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.loaded && session.user && this.#refresh().catch(() => {}), 300);
  }
}

/** The first of a list and, when there are more, the pinned ones, wherever they are in it. */
async function beginning(archived, within) {
  const page = await api.get('/conversations', {query: {archived, limit: PAGE, ...within}});
  const query = {archived, pinned: true, limit: PAGE, ...within};
  const pinned = page.nextCursor ? (await api.get('/conversations', {query})).items : [];
  return {...page, pinned};
}

/** Both, and those once that are in both. */
function joined(some, others) {
  const here = new Set(some.map(({id}) => id));
  return [...some, ...others.filter(({id}) => !here.has(id))];
}

export const conversations = new Conversations();
