/**
 * What was written and not sent, by conversation: texts are kept in this browser, files as long as the page is open. It is
 * its user's own: whose session ends finds it again at the next log-in; who logs out takes it along.
 */
import {session} from 'page/app/session.js';
import {Store} from 'page/app/store.js';

const PREFIX = 'draft:';

/** By the key of each. */
const open = new Map();

const keyOf = (conversation) => `${PREFIX}${session.user?.id}:${conversation ?? 'new'}`;

class Draft extends Store {
  /** `{name, part}`; the part is null until the file is uploaded. */
  files = [];
  #key;
  #text = '';

  constructor(key) {
    super();
    this.#key = key;
  }

  /** Takes the text that this browser keeps, where another tab may have written. */
  read() {
    this.#text = localStorage.getItem(this.#key) ?? '';
  }

  get text() {
    return this.#text;
  }

  set text(text) {
    this.#text = text;
    if (text.trim()) {
      localStorage.setItem(this.#key, text);
    } else {
      localStorage.removeItem(this.#key);
    }
  }

  /** Puts a question back that could not be sent, before what was written since. */
  restore({content, parts = []}) {
    const asked = content ?? parts.find(({type}) => type === 'text')?.text;
    this.text = [asked, this.text].filter(Boolean).join('\n\n');
    this.files = [...parts.filter(({type}) => type !== 'text').map((part) => ({name: part.name ?? '', part})), ...this.files];
    this.changed();
  }

  /** What is written where no conversation was becomes that of one which is there now. */
  belongTo(conversation) {
    const {text} = this;
    this.text = '';
    open.delete(this.#key);
    this.#key = keyOf(conversation);
    open.set(this.#key, this);
    this.text = text;
  }
}

/** Forgets all but those of a user. */
function forgetOthers(user) {
  const others = (key) => key.startsWith(PREFIX) && !(user && key.startsWith(`${PREFIX}${user}:`));
  [...open.keys()].filter(others).forEach((key) => open.delete(key));
  Object.keys(localStorage).filter(others).forEach((key) => localStorage.removeItem(key));
}

session.addEventListener('out', () => forgetOthers(null));
session.addEventListener('change', () => session.user && forgetOthers(session.user.id));

/** The draft of a conversation; of null: that of the next new one. */
export function draft(conversation) {
  const key = keyOf(conversation);
  if (!open.has(key)) {
    open.set(key, new Draft(key));
  }
  return open.get(key);
}
