/** Sends a file as a form does, and tells how far it is: `fetch` tells that of answers only. */
import {Problem} from 'page/api/problem.js';

/** Gives the answer's JSON, or throws a `Problem`. `progress` is called with 0 to 1. */
export function sendFile(path, file, {progress = () => {}, signal} = {}) {
  const {promise, resolve, reject} = Promise.withResolvers();
  const form = new FormData();
  form.append('file', file, file.name);
  const call = new XMLHttpRequest();
  call.open('POST', `/api/v1${path}`);
  call.setRequestHeader('Accept', 'application/json');
  call.upload.onprogress = ({loaded, total}) => progress(total > 0 ? loaded / total : 0);
  call.onerror = () => reject(Problem.unreachable('the connection broke'));
  call.onabort = () => reject(new DOMException('sending was cancelled', 'AbortError'));
  call.onload = () => {
    if (call.status >= 200 && call.status < 300) {
      resolve(JSON.parse(call.responseText));
    } else {
      const headers = {};
      for (const name of ['Retry-After', 'X-Request-Id']) {
        const value = call.getResponseHeader(name);
        if (value !== null) {
          headers[name] = value;
        }
      }
      Problem.of(new Response(call.responseText, {status: call.status, headers})).then(reject);
    }
  };
  signal?.addEventListener('abort', () => call.abort(), {once: true});
  call.send(form);
  return promise;
}
