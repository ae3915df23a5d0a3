/** Asks how far something is until it is over, less and less often. */
import {api, pause} from 'page/api/client.js';

const FIRST = 0.5;
const LAST = 5;
const OVER = new Set(['completed', 'failed', 'cancelled']);

export function isOver({status}) {
  return OVER.has(status);
}

/** Gives what it became; `seen` is called with each answer. Ends with an `AbortError` when the signal says so. */
export async function watch(path, seen, signal) {
  for (let wait = FIRST; ; wait = Math.min(LAST, wait * 1.4)) {
    const now = await api.get(path, {signal});
    seen(now);
    if (isOver(now)) {
      return now;
    }
    await pause(wait, signal);
  }
}
