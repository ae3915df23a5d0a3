/**
 * Which page is shown, by the browser's history. A route is a pattern such as `/c/:id`; its page is loaded when it is
 * first shown. `router.go('/search?q=x')` goes there, and so does every link of this origin that is a route.
 */
import {Problem} from 'page/api/problem.js';
import {Store} from 'page/app/store.js';

/** Patterns, the element that shows each, and what to load for it. A closed page needs a log-in. */
const ROUTES = [
  {path: '/', element: 'cb-chat', load: () => import('page/chat/chat-page.js')},
  {path: '/c/:id', element: 'cb-chat', load: () => import('page/chat/chat-page.js')},
  {path: '/search', element: 'cb-search', load: () => import('page/search/search-page.js')},
  {path: '/login', element: 'cb-login', open: true, load: () => import('page/login/login-page.js')},
  {path: '/register', element: 'cb-login', open: true, load: () => import('page/login/login-page.js')},
  {path: '/account', element: 'cb-account', load: () => import('page/account/account-page.js')},
  {path: '/account/:tab', element: 'cb-account', load: () => import('page/account/account-page.js')},
  {path: '/admin', element: 'cb-admin', load: () => import('page/admin/admin-page.js')},
  {path: '/admin/:tab', element: 'cb-admin', load: () => import('page/admin/admin-page.js')},
  {path: '/shared/:token', element: 'cb-shared', open: true, load: () => import('page/shared/shared-page.js')},
  {
    path: '/invitations/:token',
    element: 'cb-invitation',
    open: true,
    load: () => import('page/account/invitation-page.js'),
  },
];

function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) {
    return null;
  }
  const params = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) {
      params[part.slice(1)] = decodeURIComponent(given[index]);
    } else if (part !== given[index]) {
      return null;
    }
  }
  return params;
}

class Router extends Store {
  /**
   * `{path, params, query, element, open, stay, problem}`; null before the start; an element of null is an unknown page, or
   * one that could not be loaded.
   */
  current = null;

  start() {
    addEventListener('popstate', () => this.#show());
    document.addEventListener('click', (event) => this.#follow(event));
    this.#show();
  }

  /**
   * Goes to a path with its query. `replace` leaves no step in the history; `stay` leaves the focus where it is. Gives when
   * it is there.
   */
  go(target, {replace = false, stay = false} = {}) {
    if (target === location.pathname + location.search) {
      replace = true;
    }
    history[replace ? 'replaceState' : 'pushState'](null, '', target);
    return this.#show(stay);
  }

  async #show(stay = false) {
    const url = new URL(location.href);
    const shown = {path: url.pathname, params: {}, query: url.searchParams, element: null, open: true, stay, problem: null};
    for (const route of ROUTES) {
      const params = match(route.path, url.pathname);
      if (params) {
        Object.assign(shown, {params, element: route.element, open: Boolean(route.open)});
        try {
          await route.load();
        } catch (failure) {
          console.warn('a page cannot be loaded', failure);
          shown.element = null;
          shown.problem = Problem.unreachable(failure);
        }
        break;
      }
    }
    if (url.href === location.href) {
      this.current = shown;
      this.changed();
    }
  }

  #follow(event) {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href);
    if (url.origin === location.origin && ROUTES.some((route) => match(route.path, url.pathname))) {
      event.preventDefault();
      this.go(url.pathname + url.search);
    }
  }
}

export const router = new Router();
