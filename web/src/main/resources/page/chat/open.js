/** The conversations that are open, so that whoever comes back to one finds it as it was. */
import {Conversation} from 'page/chat/conversation.js';
import {conversations} from 'page/sidebar/conversations.js';

/** Conversations that are kept open beside those in which an answer runs. */
const KEPT = 6;
/** Messages up to which one is kept: a longer one is read again from its end, which is shown sooner. */
const LONGEST = 100;

const open = new Map();

conversations.onTook((about) => {
  const one = open.get(about.id);
  if (one) {
    one.about = about;
    one.changed();
  }
});

/** The open conversation of an id. */
export function conversation(id) {
  let one = open.get(id);
  if (!one?.turn && !(one?.entries.length <= LONGEST)) {
    one = new Conversation(id);
  }
  open.delete(id); // and back at the end, as the newest
  open.set(id, one);
  for (const [other, {turn}] of [...open].slice(0, -KEPT)) {
    if (!turn) {
      open.delete(other);
    }
  }
  return one;
}

/** Forgets all, when another user logs in. */
export function closeAll() {
  for (const one of open.values()) {
    one.turn?.leave();
  }
  open.clear();
}
