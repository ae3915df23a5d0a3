/** Says what a problem means to the person who met it, and what to do. */
import {t} from 'page/text/catalogue.js';

const KNOWN = new Set([401, 403, 404, 409, 413, 502, 503, 504]);

/** A sentence or two, in the page's language. */
export function explain(problem) {
  if (problem.said) {
    return problem.said; // the place knows more than the status tells
  }
  if (problem.type === 'unreachable') {
    return t('problem.unreachable');
  }
  if (problem.status === 429) {
    return t('problem.429', {count: problem.retryAfter ?? 1});
  }
  if (KNOWN.has(problem.status)) {
    return t(`problem.${problem.status}`);
  }
  const detail = problem.errors?.map(({field, message}) => `${field} ${message}`).join('; ') || problem.message;
  if (problem.status === 422 || problem.status === 400) {
    return t('problem.422', {detail});
  }
  const said = t('problem.other', {detail});
  return problem.requestId ? `${said} ${t('problem.id', {id: problem.requestId})}` : said;
}

/** What is said of one field of a form, or null. */
export function fieldError(problem, field) {
  return problem?.errors?.find((error) => error.field === field)?.message ?? null;
}
