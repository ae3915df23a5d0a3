/**
 * Short words at the foot of the page: `toast(text)`, `toast(text, {action: 'Undo', act})`, `complain(problem)`. They go
 * by themselves, later where there is something to do.
 */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {explain} from 'page/api/explain.js';

const SHORT = 4_000;
const LONG = 9_000;

let shown = [];
/**
 * Where they can be shown; the newest shows them. A dialog has a place within: as the standard has it, all that is outside
 * of an open one is inert, also a popover above it, and can neither be clicked nor be heard.
 */
let places = [];
const update = () => places.forEach((place) => place.requestUpdate());

/** Gives a function that takes it away at once. `gone(acted)` is told when it goes, and whether the action was taken. */
export function toast(text, {action, act, gone, grave = false} = {}) {
  const one = {text, action, grave};
  const close = (acted) => {
    if (shown.includes(one)) {
      shown = shown.filter((other) => other !== one);
      clearTimeout(timer);
      update();
      gone?.(acted);
    }
  };
  one.close = () => close(false);
  one.act = () => {
    close(true);
    act?.();
  };
  const timer = setTimeout(one.close, action || grave ? LONG : SHORT);
  shown.slice(0, -2).forEach((old) => old.close());
  shown = [...shown, one];
  update();
  return one.close;
}

/** Says what a problem means. One that only tells that the page was left says nothing. */
export function complain(problem, options = {}) {
  if (problem?.name === 'AbortError' || problem?.status === 401) {
    return;
  }
  if (problem?.status === undefined) {
    console.error(problem);
  }
  toast(explain(problem), {grave: true, ...options});
}

class Toasts extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    places = [...places, this];
    update();
    this.setAttribute('role', 'status');
    this.setAttribute('aria-live', 'polite');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    places = places.filter((other) => other !== this);
    update();
  }

  render() {
    return (this === places.at(-1) ? shown : []).map(
      (one) => html`<div class="toast ${one.grave ? 'grave' : ''}">
        <span dir="auto">${one.text}</span>
        ${one.action ? html`<button type="button" @click=${one.act}>${one.action}</button>` : nothing}
        <button type="button" @click=${one.close} aria-label=${t('action.close')}>×</button>
      </div>`,
    );
  }
}
customElements.define('cb-toasts', Toasts);
