/** Whether the browser has a network. */
import {Store} from 'page/app/store.js';

class Connection extends Store {
  online = navigator.onLine;

  constructor() {
    super();
    addEventListener('online', () => this.#set(true));
    addEventListener('offline', () => this.#set(false));
  }

  /** Waits until there is one. */
  async whenOnline(signal) {
    while (!this.online) {
      await new Promise((resolve, reject) => {
        this.addEventListener('change', resolve, {once: true});
        signal?.addEventListener('abort', () => reject(signal.reason), {once: true});
      });
    }
  }

  #set(online) {
    this.online = online;
    this.changed();
  }
}

export const connection = new Connection();
