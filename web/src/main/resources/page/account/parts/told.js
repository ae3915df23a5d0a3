/** Problems that a place can say more of than the page's general words. */
import {Problem} from 'page/api/problem.js';

/**
 * Waits for a call; a problem of one of these statuses says these words.
 *
 * @param words by status, such as `{409: 'There is an account with this address already.'}`
 */
export async function told(call, words) {
  try {
    return await call;
  } catch (problem) {
    if (problem instanceof Problem && words[problem.status]) {
      problem.said = words[problem.status];
    }
    throw problem;
  }
}
