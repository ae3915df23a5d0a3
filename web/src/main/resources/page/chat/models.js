/** The models that can be asked, and the one that is chosen for new conversations. */
import {api} from 'page/api/client.js';
import {Store} from 'page/app/store.js';

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
}

export const models = new Models();
