/**
 * Follows an answer from its question to its end, through lost connections and restarted nodes: with nothing missing and
 * nothing twice. The question is sent under a key, so sending it again joins the turn that it began.
 */
import {events} from 'page/api/events.js';
import {freshKey, pause, request} from 'page/api/client.js';
import {Problem} from 'page/api/problem.js';
import {connection} from 'page/app/connection.js';

const STREAM = 'text/event-stream';
/** Seconds between attempts to pick a stream up again: they grow up to the last. */
const PAUSES = [0.3, 1, 2, 4, 8];
/** Attempts in a row that brought nothing, after which it is given up. */
const MOST = 12;

export class Turn {
  #conversation;
  #answer = null;
  #last = null;
  #abort = new AbortController();

  /** @param conversation its id; `answer` is the id of one that runs already, `last` that of the last event seen of it */
  constructor(conversation, {answer = null, last = null} = {}) {
    this.#conversation = conversation;
    this.#answer = answer;
    this.#last = last;
  }

  /** Lets go of the stream; the service goes on with the answer. */
  leave() {
    this.#abort.abort();
  }

  /**
   * Asks, unless the answer runs already, and gives its events: those of the API, and `{event: 'lost'}` and `{event:
   * 'found'}` when the connection goes and comes back. Throws a Problem when the service refuses.
   *
   * @param begin `{path, body}` of the call that begins it; null for one that runs
   */
  async *follow(begin = null) {
    const key = freshKey();
    let failures = 0;
    let lost = false;
    for (;;) {
      try {
        const response = await this.#connect(begin, key);
        if (!response) {
          yield {event: 'ended'};
          return;
        }
        for await (const event of events(response)) {
          failures = 0;
          if (lost) {
            lost = false;
            yield {event: 'found'};
          }
          this.#last = event.id ?? this.#last;
          if (event.event === 'message.created') {
            this.#answer = event.data.assistantMessage.id;
          }
          yield event;
          if (event.event === 'message.completed' || event.event === 'message.failed') {
            return;
          }
        }
        throw new Error('the stream ended early');
      } catch (failure) {
        if (this.#abort.signal.aborted) {
          return;
        }
        const refused = failure instanceof Problem && failure.status !== 0 && failure.status !== 503;
        if (refused || ++failures > MOST) {
          throw failure instanceof Problem ? failure : Problem.unreachable(failure);
        }
        if (!lost) {
          lost = true;
          yield {event: 'lost'};
        }
        await connection.whenOnline(this.#abort.signal).catch(() => {});
        await pause(failure.retryAfter ?? PAUSES[Math.min(failures, PAUSES.length) - 1], this.#abort.signal).catch(() => {});
      }
    }
  }

  /** The stream from where it was left; null when all of it was seen. */
  async #connect(begin, key) {
    const {signal} = this.#abort;
    if (!this.#answer) {
      return request('POST', begin.path, {body: begin.body, accept: STREAM, key, signal});
    }
    const headers = this.#last ? {'Last-Event-ID': this.#last} : {};
    const path = `/conversations/${this.#conversation}/messages/${this.#answer}/events`;
    const response = await request('GET', path, {accept: STREAM, headers, signal});
    return response.status === 204 ? null : response;
  }
}
