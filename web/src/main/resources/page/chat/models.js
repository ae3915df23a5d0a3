/** The models that can be asked, and the one that is chosen for new conversations. */
import {api} from 'page/api/client.js';
import {Store} from 'page/app/store.js';
import {session} from 'page/app/session.js';

class Models extends Store {
  /** `[{name, provider, contextWindow}]`, the default one first. */
  items = [];
  #asked = null;

  load() {
    this.#asked ??= api.get('/models').then(
      ({items}) => {
        this.items = items;
        this.changed();
      },
      () => {
        this.#asked = null;
      },
    );
    return this.#asked;
  }

  /** The one that the user chose last in this browser, as long as there is such a one; null: the default one. */
  get chosen() {
    const name = localStorage.getItem(this.#key);
    return this.items.some((one) => one.name === name) ? name : null;
  }

  choose(name) {
    localStorage.setItem(this.#key, name);
    this.changed();
  }

  get #key() {
    return `model:${session.user?.id}`;
  }
}

export const models = new Models();
