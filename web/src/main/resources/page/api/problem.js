/** A call that failed, as the service told it, or as the network did. */
export class Problem extends Error {
  /** HTTP's status; 0 when no answer came. */
  status = 0;
  /** The last word of the problem's type, such as `not-found`. */
  type = '';
  /** `[{field, message}]`: which fields of the body are at fault. */
  errors = [];
  /** What it means where it was met, in the page's language; null: what it means in general. */
  said = null;
  /** Seconds after which the call may work, or null. */
  retryAfter = null;
  /** By which an operator finds the call in the log. */
  requestId = null;

  static async of(response) {
    const told = await response.json().catch(() => ({}));
    const problem = Problem.from(told, response.status);
    const seconds = Number(response.headers.get('Retry-After'));
    problem.retryAfter = response.headers.has('Retry-After') && seconds >= 0 ? seconds : null;
    problem.requestId = response.headers.get('X-Request-Id');
    return problem;
  }

  /** Of a problem's JSON, as it comes in events, too. */
  static from(told, status = told.status ?? 0) {
    const problem = new Problem(told.detail ?? told.title ?? '');
    problem.status = status;
    problem.type = String(told.type ?? '').split('/').pop();
    problem.errors = told.errors ?? [];
    return problem;
  }

  /** Of a call that got no answer. */
  static unreachable(cause) {
    const problem = new Problem(String(cause?.message ?? cause));
    problem.type = 'unreachable';
    problem.cause = cause;
    return problem;
  }
}
