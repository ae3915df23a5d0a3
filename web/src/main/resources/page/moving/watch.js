/** Asks how far something is until it is over, less and less often, also while the service cannot be reached. */
import {api, pause} from 'page/api/client.js';

const FIRST = 0.5;
const LAST = 5;
const OVER = new Set(['completed', 'failed', 'cancelled']);

export function isOver({status}) {
  return OVER.has(status);
}

/** It goes on there meanwhile, and so is asked for again. */
function unlessAway(problem) {
  if (problem.status !== 0 && problem.status !== 503 && problem.status !== 429) {
    throw problem;
  }
  return null;
}

/** Gives what it became; `seen` is called with each answer. Ends with an `AbortError` when the signal says so. */
export async function watch(path, seen, signal) {
  for (let wait = FIRST; ; wait = Math.min(LAST, wait * 1.4)) {
    const now = await api.get(path, {signal}).catch(unlessAway);
    if (now) {
      seen(now);
      if (isOver(now)) {
        return now;
      }
    }
    await pause(wait, signal);
  }
}
