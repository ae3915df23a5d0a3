/** A conversation: its branch of messages, and the answer that is being written in it. */
import {api} from 'page/api/client.js';
import {Store} from 'page/app/store.js';
import {conversations} from 'page/sidebar/conversations.js';
import {Entry} from 'page/chat/entry.js';
import {Turn} from 'page/chat/turn.js';

const PAGE = 30;
/** A page of those that are read on the way to one far up. */
const LARGE_PAGE = 100;

export class Conversation extends Store {
  /** The API's Conversation, when it is known. */
  about = null;
  /** The branch that is shown, oldest first. */
  entries = [];
  /** A message of the branch that is shown; null: it is the newest branch. */
  branch = null;
  /** Where older messages are, along the branch that was read; null when all are here. */
  cursor = null;
  #read = null;
  #reading = null;
  loaded = false;
  /** Why it cannot be shown. */
  problem = null;
  /** The answer that is being written. */
  turn = null;
  /** Versions of the same message, by the id of each, as far as they are known. */
  #versions = new Map();
  /** Whether the answer is to be stopped as soon as it begins. */
  #stopSoon = false;

  constructor(id) {
    super();
    this.id = id;
  }

  /**
   * Reads its newest messages, along a branch, and follows an answer that is being written. `on`: with the older ones that
   * are here already.
   */
  async load(branch = null, {on = false} = {}) {
    if (this.turn) {
      return;
    }
    try {
      const [about, page] = await Promise.all([
        api.get(`/conversations/${this.id}`),
        this.#page({branch}),
      ]);
      if (this.turn) {
        return;
      }
      const behind = on ? this.entries.findIndex(({id}) => id === page.items.at(-1)?.id) : 0;
      const older = this.entries.slice(0, Math.max(0, behind));
      this.branch = branch;
      this.about = about;
      this.entries = [...older, ...this.#merged(page.items.reverse())];
      if (older.length === 0) {
        this.#read = branch;
        this.cursor = page.nextCursor;
      }
      this.loaded = true;
      this.problem = null;
      this.changed();
      const last = this.entries.at(-1);
      if (last?.running) {
        this.#run(new Turn(this.id, {answer: last.id}), null, last);
      }
    } catch (problem) {
      if (this.loaded && problem.status !== 404) {
        throw problem; // what is shown stays
      }
      this.problem = problem;
      this.changed();
      if (problem.status === undefined) {
        throw problem;
      }
    }
  }

  /** Reads older messages. Who asks while they are read waits for the same ones. */
  earlier(limit = PAGE) {
    this.#reading ??= this.#earlier(limit).finally(() => {
      this.#reading = null;
      this.changed();
    });
    return this.#reading;
  }

  async #earlier(limit) {
    const {cursor} = this;
    if (cursor) {
      const page = await this.#page({branch: this.#read, cursor, limit});
      if (cursor === this.cursor) {
        this.entries = [...page.items.reverse().map((message) => new Entry(this.#versioned(message))), ...this.entries];
        this.cursor = page.nextCursor;
      }
    }
  }

  /** Reads until a message is there, which a search has found, along its branch. */
  async find(message) {
    const isThere = () => this.entries.some((entry) => entry.id === message);
    if (!isThere()) {
      await this.load(message);
    }
    while (this.cursor && !isThere()) {
      await this.earlier(LARGE_PAGE);
    }
  }

  /**
   * Asks. `question` is `{content}` or `{parts}`, and `model`; with `instead` an entry, it becomes another version of
   * that question.
   */
  async send(question, instead = null) {
    const body = {...question};
    if (instead) {
      body.parentId = instead.message.parentId;
    } else if (this.entries.length > 0) {
      body.parentId = this.entries.at(-1).id;
    }
    const before = this.entries;
    const kept = instead ? before.slice(0, before.indexOf(instead)) : before;
    const asked = new Entry({
      id: `new-${crypto.randomUUID()}`,
      role: 'user',
      status: 'completed',
      content: question.content ?? '',
      parts: question.parts ?? null,
      siblings: instead?.siblings,
      createdAt: new Date().toISOString(),
    });
    this.entries = [...kept, asked];
    const begin = {path: `/conversations/${this.id}/messages`, body};
    await this.#run(new Turn(this.id), begin, null, {asked, before, others: instead?.siblings});
  }

  /** Has the model answer once more, as another version of that answer. */
  async regenerate(entry, model) {
    const before = this.entries;
    this.entries = before.slice(0, before.indexOf(entry));
    const begin = {path: `/conversations/${this.id}/messages/${entry.id}/regenerate`, body: model ? {model} : {}};
    await this.#run(new Turn(this.id), begin, null, {before, others: entry.siblings, again: true});
  }

  /** Ends the answer; what has come stays. */
  async stop() {
    const entry = this.entries.at(-1);
    const {turn} = this;
    if (turn && !entry?.running) {
      this.#stopSoon = true; // it has not begun yet
    } else if (turn) {
      entry.take(await api.post(`/conversations/${this.id}/messages/${entry.id}/stop`));
      turn.leave(); // and no other that has begun meanwhile
    }
  }

  async rate(entry, rating) {
    const path = `/conversations/${this.id}/messages/${entry.id}/feedback`;
    const before = entry.message.feedback;
    const next = before === rating ? null : rating;
    entry.message = {...entry.message, feedback: next};
    entry.changed();
    try {
      await (next ? api.put(path, {rating: next}) : api.delete(path));
    } catch (problem) {
      entry.message = {...entry.message, feedback: before};
      entry.changed();
      throw problem;
    }
  }

  /** Changes its title, model and so on. */
  async edit(change) {
    await conversations.edit(this.id, change);
  }

  /** Follows a turn to its end. `asked` is the entry of a question that the service does not know yet. */
  async #run(turn, begin, answer, {asked = null, before = [], others = null, again = false} = {}) {
    this.turn = turn;
    this.#stopSoon = false;
    this.branch = begin ? null : this.branch; // who writes makes the newest branch
    this.changed();
    let entry = answer;
    if (entry) {
      entry.lost = false;
    }
    try {
      for await (const event of turn.follow(begin)) {
        if (event.event === 'message.created') {
          const {userMessage, assistantMessage} = event.data;
          if (asked) {
            asked.take(this.#versioned(userMessage, others));
            asked = null;
            conversations.touched(this.id);
          }
          if (entry) {
            entry.restart();
          } else {
            entry = new Entry(this.#versioned(assistantMessage, again ? others : null));
            entry.restart();
            this.entries = [...this.entries, entry];
          }
          this.changed();
          if (this.#stopSoon) {
            await this.stop();
          }
        } else if (event.event === 'message.completed') {
          entry.take(event.data);
        } else if (event.event === 'message.failed') {
          entry.problem = event.data;
          await this.#refresh(entry);
        } else if (event.event === 'ended') {
          await this.#refresh(entry);
        } else if (event.event === 'lost' || event.event === 'found') {
          if (entry) {
            entry.lost = event.event === 'lost';
            entry.changed();
          }
        } else {
          entry.grow(event);
        }
      }
    } catch (problem) {
      if (!entry) {
        this.entries = before; // nothing was asked
        throw problem;
      }
      entry.lost = true; // which it tells by itself
      entry.changed();
    } finally {
      if (this.turn === turn) {
        this.turn = null;
      }
      this.changed();
      conversations.touched(this.id);
      this.#title();
    }
  }

  /** Reads an answer again that ended otherwise than its stream told. */
  async #refresh(entry) {
    const page = await this.#page({branch: entry.id, limit: 5});
    const message = page.items.find(({id}) => id === entry.id);
    if (message) {
      entry.take(message);
    }
  }

  /** A conversation gets its title with its first message, or after its first answer. */
  async #title() {
    if (this.entries.length <= 2 || !this.about?.title) {
      const about = await api.get(`/conversations/${this.id}`).catch(() => null);
      if (about) {
        conversations.took(about);
      }
    }
  }

  #page({branch = null, cursor = null, limit = PAGE}) {
    return api.get(`/conversations/${this.id}/messages`, {query: {branch, cursor, limit, siblings: true}});
  }

  /** The message with its versions; `others` are those before it. */
  #versioned(message, others = null) {
    const all = others ? [...others, message.id] : (message.siblings ?? this.#versions.get(message.id));
    all?.forEach((id) => this.#versions.set(id, all));
    return all ? {...message, siblings: all} : message;
  }

  /** Messages that are here already keep their entries, and so what is shown of them. */
  #merged(messages) {
    const known = new Map(this.entries.map((entry) => [entry.id, entry]));
    return messages.map((told) => {
      const message = this.#versioned(told);
      const entry = known.get(message.id);
      if (!entry) {
        return new Entry(message);
      }
      if (JSON.stringify({...entry.message, siblings: 0}) !== JSON.stringify({...message, siblings: 0})) {
        entry.take(message);
      } else if (message.siblings) {
        entry.message = message;
        entry.changed();
      }
      return entry;
    });
  }
}
