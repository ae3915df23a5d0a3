/** Light, dark, or as the system has it; kept in this browser. */
import {Store} from 'page/app/store.js';

class Look extends Store {
  get chosen() {
    return document.documentElement.dataset.look ?? 'auto';
  }

  choose(look) {
    if (look === 'auto') {
      localStorage.removeItem('look');
      delete document.documentElement.dataset.look;
    } else {
      localStorage.setItem('look', look);
      document.documentElement.dataset.look = look;
    }
    this.changed();
  }
}

export const look = new Look();
