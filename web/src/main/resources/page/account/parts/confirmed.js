/** Confirmation by typing a word. */
import {Problem} from 'page/api/problem.js';

/** Throws a problem of a field where something was typed otherwise than it is; capital letters do not count. */
export function requireSame(field, given, wanted, message) {
  if (given?.toLowerCase() !== wanted.toLowerCase()) {
    throw Problem.from({errors: [{field, message}]}, 422);
  }
}
