/** Reads a stream of server-sent events. Pure: it gets bytes and gives events. */

/** Takes text as it comes, in pieces cut anywhere, and gives whole events `{id, event, data}`. */
export class EventParser {
  #rest = '';
  #event = {};

  /** The events that are whole with this piece. */
  push(text) {
    const events = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (this.#event.data !== undefined) {
          events.push({event: 'message', id: null, ...this.#event});
        }
        this.#event = {};
      } else if (!line.startsWith(':')) {
        this.#field(line);
      }
    }
    return events;
  }

  #field(line) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.#event.data = this.#event.data === undefined ? value : this.#event.data + '\n' + value;
    } else if (name === 'id' || name === 'event') {
      this.#event[name] = value;
    }
  }
}

/**
 * The events of an answer, with their data read as JSON. Throws when the stream breaks, or is silent for so long that it
 * must have: the service says something every 15 s.
 */
export async function* events(response, {silence = 40_000} = {}) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      let timer;
      const silent = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('the stream is silent')), silence);
      });
      const {done, value} = await Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer));
      if (done) {
        return;
      }
      for (const event of parser.push(decoder.decode(value, {stream: true}))) {
        yield {...event, data: JSON.parse(event.data)};
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
