/** A list that is read page by page, by filters that change. */
import {api} from 'page/api/client.js';
import {complain} from 'page/design/toast.js';

export class Pages {
  items = null;
  #cursor = null;
  #query = {};
  #reads = 0;

  /** @param changed is called when there is more to show */
  constructor(path, changed) {
    this.path = path;
    this.changed = changed;
  }

  get hasMore() {
    return this.#cursor !== null;
  }

  /** Reads the first page of what these filters let through. */
  async load(query = this.#query) {
    this.#query = query;
    await this.#read([], undefined);
  }

  async more() {
    if (this.#cursor) {
      await this.#read(this.items, this.#cursor);
    }
  }

  async #read(before, cursor) {
    const read = ++this.#reads;
    try {
      const page = await api.get(this.path, {query: {...this.#query, limit: 50, cursor}});
      if (read === this.#reads) {
        this.items = [...before, ...page.items];
        this.#cursor = page.nextCursor;
      }
    } catch (problem) {
      this.items ??= [];
      complain(problem);
    }
    this.changed();
  }

  /** Puts a changed item in its place. */
  took(item) {
    this.items = this.items.map((one) => (one.id === item.id ? item : one));
    this.changed();
  }

  gone(id) {
    this.items = this.items.filter((one) => one.id !== id);
    this.changed();
  }
}
