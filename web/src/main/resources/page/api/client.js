/**
 * Calls the service. A call gives the answer's JSON, or throws a `Problem`. Reads are tried again when the service is
 * full, away or the network fails; writes only where the service said that it did nothing, or where a key makes a
 * repeat safe.
 */
import {Problem} from 'page/api/problem.js';

const BASE = '/api/v1';
const TRIES = 4;
/** Seconds. Who is told to wait longer is told so by a message, rather than kept waiting. */
const LONGEST_WAIT = 8;

let loggedOut = () => {};

/** What to do when a call finds that nobody is logged in any more. */
export function onLoggedOut(act) {
  loggedOut = act;
}

/** A name for one write, under which a repeat does nothing twice. */
export function freshKey() {
  return crypto.randomUUID();
}

/** Waits; ends early, with an error, when the signal says so. */
export function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, {once: true});
  });
}

function url(path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given).toString();
  return BASE + path + (text ? '?' + text : '');
}

function mayRepeat(method, problem, key) {
  const refused = problem.status === 503 || problem.status === 429;
  return refused || ((method === 'GET' || key) && problem.status === 0);
}

/**
 * One call with its retries. Gives the `Response`, whose status is a good one.
 *
 * options: `query` (object), `body` (JSON), `raw` (Blob, sent as it is), `accept`, `headers`, `key` (Idempotency-Key),
 * `signal` (AbortSignal), `quiet` (a 401 is the caller's own affair).
 */
export async function request(method, path, options = {}) {
  const headers = new Headers(options.headers);
  headers.set('Accept', options.accept ?? 'application/json');
  let body = options.raw;
  if (options.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    body = JSON.stringify(options.body);
  }
  if (options.key) {
    headers.set('Idempotency-Key', options.key);
  }
  for (let tried = 1; ; tried++) {
    const problem = await attempt(url(path, options.query), {method, headers, body, signal: options.signal, keepalive: method === 'DELETE'});
    if (problem instanceof Response) {
      return problem;
    }
    if (problem.status === 401 && !options.quiet) {
      loggedOut();
    }
    const wait = problem.retryAfter ?? 0.3 * 2 ** tried;
    if (tried === TRIES || wait > LONGEST_WAIT || !mayRepeat(method, problem, options.key)) {
      throw problem;
    }
    await pause(wait * (1 + Math.random() / 4), options.signal);
  }
}

async function attempt(address, init) {
  let response;
  try {
    response = await fetch(address, {...init, credentials: 'same-origin', cache: 'no-store'});
  } catch (cause) {
    if (init.signal?.aborted) {
      throw cause;
    }
    return Problem.unreachable(cause);
  }
  return response.ok ? response : Problem.of(response);
}

async function json(method, path, options) {
  const response = await request(method, path, options);
  return response.status === 204 ? null : response.json();
}

export const api = {
  get: (path, options) => json('GET', path, options),
  post: (path, body, options) => json('POST', path, {...options, body, key: options?.key ?? freshKey()}),
  put: (path, body, options) => json('PUT', path, {...options, body}),
  patch: (path, body, options) => json('PATCH', path, {...options, body}),
  delete: (path, options) => json('DELETE', path, options),

  /** All items of a list, page by page: `for await (const item of api.all('/sessions'))`. */
  async *all(path, query) {
    let cursor;
    do {
      const page = await json('GET', path, {query: {...query, cursor}});
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  },

  /** Sends a file's bytes; gives `{blob, mediaType, size, name}`. */
  upload: (file, options) =>
    json('POST', '/files', {
      ...options,
      raw: file,
      query: {name: file.name},
      headers: {'Content-Type': file.type || 'application/octet-stream'},
    }),
};
