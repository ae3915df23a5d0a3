/**
 * Who is logged in. The token is in a cookie that no script can read; this knows the account only, and keeps that somebody
 * was logged in with this browser: who never was need not be asked for. `out` tells that somebody logs out, and does not
 * only find the session ended.
 */
import {Store} from 'page/app/store.js';
import {api, onLoggedOut} from 'page/api/client.js';

const LOGGED_IN = 'logged-in';

class Session extends Store {
  /** The account, or null. */
  user = null;
  #tabs = new BroadcastChannel('session');

  /** Whether the session of who was here has ended by itself. */
  ended = false;
  /** Why it is not known who is logged in. */
  problem = null;

  constructor() {
    super();
    onLoggedOut(() => {
      this.ended ||= this.user !== null;
      this.#become(null);
    });
    this.#tabs.onmessage = () => this.start();
  }

  async start() {
    try {
      if (localStorage.getItem(LOGGED_IN)) {
        await this.refresh();
      } else {
        this.#become(null);
      }
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.changed();
  }

  /** Asks the service who this is. */
  async refresh() {
    try {
      this.#become(await api.get('/users/me', {quiet: true}));
    } catch (problem) {
      if (problem.status === 401) {
        this.#become(null);
      } else if (!this.user) {
        throw problem;
      }
    }
  }

  async logIn(email, password) {
    const opened = await api.post('/sessions', {email, password, cookie: true}, {quiet: true});
    this.#become(opened.user);
    this.#tabs.postMessage('in');
  }

  async register(email, password, displayName) {
    await api.post('/users', {email, password, ...(displayName ? {displayName} : {})}, {quiet: true});
    await this.logIn(email, password);
  }

  async logOut() {
    try {
      await api.delete('/sessions/current');
    } catch (problem) {
      if (problem.status !== 401) {
        throw problem;
      }
    }
    this.dispatchEvent(new Event('out'));
    this.#become(null);
    this.#tabs.postMessage('out');
  }

  #become(user) {
    if (user) {
      this.ended = false;
      localStorage.setItem(LOGGED_IN, 'yes');
    } else {
      localStorage.removeItem(LOGGED_IN);
    }
    if (user?.id !== this.user?.id || JSON.stringify(user) !== JSON.stringify(this.user)) {
      this.user = user;
      this.changed();
    }
  }
}

export const session = new Session();
