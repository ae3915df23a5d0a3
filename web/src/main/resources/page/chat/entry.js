/** A message as the page shows it: while it is written, its parts grow. */
import {Store} from 'page/app/store.js';

export class Entry extends Store {
  /** The API's Message. */
  message;
  /** What it shows, in order: `{type: 'text', text}` and the other parts of the API. */
  parts;
  /** Whether the stream is lost: it is looked for as long as there is a turn. */
  lost = false;
  /** The problem of a failed answer, when it failed just now. */
  problem = null;
  /** What is being written in place of this question, and not asked yet; null: nothing is. */
  unsent = null;
  #scheduled = false;
  #byIndex = new Map();
  #again = false;

  constructor(message) {
    super();
    this.take(message);
  }

  get id() {
    return this.message.id;
  }

  get running() {
    return this.message.status === 'generating';
  }

  /** Other versions of this message, in order, itself included. */
  get siblings() {
    return this.message.siblings ?? [this.message.id];
  }

  /** Becomes a whole message. */
  take(message) {
    const siblings = message.siblings ?? this.message?.siblings;
    this.message = siblings ? {...message, siblings} : message;
    this.parts = message.parts ?? (message.content ? [{type: 'text', text: message.content}] : []);
    this.lost = false;
    this.changed();
  }

  /** All of it comes again: what is shown stays until the first of that is here. */
  restart() {
    this.#again = true;
  }

  /** Takes an event of its stream. */
  grow({event, data}) {
    if (this.#again) {
      this.#again = false;
      this.parts = [];
      this.#byIndex.clear();
    }
    if (event === 'message.delta') {
      let last = this.parts.at(-1);
      if (last?.type !== 'text') {
        last = {type: 'text', text: ''};
        this.parts.push(last);
      }
      last.text += data.delta;
    } else if (data.part) {
      const part = {...data.part};
      this.#byIndex.set(data.index, part);
      this.parts.push(part);
    } else if (data.delta !== undefined && data.delta !== null) {
      const part = this.#byIndex.get(data.index) ?? this.parts.at(-1);
      if (part) {
        const field = part.type === 'tool_call' ? 'arguments' : part.type === 'tool_result' ? 'content' : 'text';
        part[field] = (part[field] ?? '') + data.delta;
      }
    }
    this.#soon();
  }

  /** The text of it, for copying and for the search. */
  get text() {
    return this.parts
      .filter((part) => part.type === 'text')
      .map((part) => part.text)
      .join('');
  }

  /** Events come faster than anybody sees: one change a frame is enough. */
  #soon() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      const done = () => {
        this.#scheduled = false;
        this.changed();
      };
      if (document.hidden) {
        setTimeout(done, 500);
      } else {
        requestAnimationFrame(done);
      }
    }
  }
}
