/** What was written and not sent, by conversation, in this browser. Gone when its user logs out. */
import {session} from 'page/app/session.js';

const PREFIX = 'draft:';
let user = null;

session.addEventListener('change', () => {
  if (user && !session.user) {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) {
        localStorage.removeItem(key);
      }
    }
  }
  user = session.user;
});

export const drafts = {
  read: (conversation) => localStorage.getItem(PREFIX + (conversation ?? 'new')) ?? '',

  write(conversation, text) {
    const key = PREFIX + (conversation ?? 'new');
    if (text.trim()) {
      localStorage.setItem(key, text);
    } else {
      localStorage.removeItem(key);
    }
  },
};
