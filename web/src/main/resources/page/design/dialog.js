/**
 * Dialogs, one at a time, by the browser's own: `await confirm({title, text, action, grave})` gives true or false;
 * `await show({title, body, actions})` gives the value of the action, or null when it was closed. A `body` is a function
 * that gives a template; with `submit` it is a form, and `submit(form)` gives the value, or throws a Problem that is shown.
 * What is written in a form, and what is shown `once`, is not lost by a click beside it.
 */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {explain} from 'page/api/explain.js';
import {complain} from 'page/design/toast.js';

let place = null;

/** `actions` are `[{label, value, grave, quiet}]`; the last is the main one. */
export function show(about) {
  return place.open(about);
}

export async function confirm({title, text, action, grave = false}) {
  const answer = await show({
    title,
    body: () => html`<p>${text}</p>`,
    actions: [
      {label: t('action.cancel'), value: false, quiet: true},
      {label: action, value: true, grave},
    ],
  });
  return answer === true;
}

class Dialogs extends PageElement {
  #about = null;
  #finish = () => {};
  #problem = null;
  #busy = false;
  /** Whether the pointer went down beside it: who selects text in it may let go there. */
  #beside = false;

  connectedCallback() {
    super.connectedCallback();
    place = this;
  }

  async open(about) {
    this.#close(null);
    this.#about = about;
    this.#problem = null;
    this.#busy = false;
    this.requestUpdate();
    await this.updateComplete;
    const result = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.$('dialog').showModal();
    return result;
  }

  /** Renders the open dialog again, when what its body shows has changed. */
  refresh() {
    this.requestUpdate();
  }

  #close(value) {
    const dialog = this.$('dialog');
    if (this.#about) {
      this.#about = null;
      dialog?.close();
      this.requestUpdate();
      if (!this.#busy) {
        this.#finish(value); // else its call tells what has come of it
      }
    }
  }

  #press(event) {
    this.#beside = isBeside(event);
  }

  #click(event) {
    const {submit, once} = this.#about ?? {};
    if (this.#beside && isBeside(event) && !submit && !once) {
      this.#close(null);
    }
  }

  /** The browser tells it later: another dialog may be open by then. */
  #closed(dialog) {
    if (dialog === this.$('dialog') && !dialog.open) {
      this.#close(null);
    }
  }

  async #submit(event) {
    event.preventDefault();
    const about = this.#about;
    const finish = this.#finish;
    const isOpen = () => this.#about === about;
    this.#busy = true;
    this.#problem = null;
    this.requestUpdate();
    try {
      const value = (await about.submit(event.target)) ?? true;
      if (isOpen()) {
        this.#close(value);
      }
      finish(value);
    } catch (problem) {
      if (isOpen()) {
        this.#problem = problem;
        this.#busy = false;
        this.requestUpdate();
      } else {
        finish(null);
        complain(problem);
      }
    }
  }

  render() {
    const about = this.#about;
    if (!about) {
      return nothing;
    }
    const content = html`<div class="dialog-body">${about.body(this.#problem)}</div>
      ${this.#problem && !this.#isAtFields() ? html`<p class="error-line" role="alert">${explain(this.#problem)}</p>` : nothing}
      <div class="dialog-actions">
        ${(about.actions ?? []).map((action, index, all) => this.#button(action, index === all.length - 1))}
      </div>`;
    return html`<dialog
      class="box ${about.kind ?? ''}"
      aria-labelledby="dialog-title"
      @close=${(event) => this.#closed(event.target)}
      @pointerdown=${this.#press}
      @click=${this.#click}
    >
      <h2 id="dialog-title">${about.title}</h2>
      ${about.submit ? html`<form @submit=${(event) => this.#submit(event)}>${content}</form>` : content}
      <cb-toasts></cb-toasts>
    </dialog>`;
  }

  /** Whether all that is wrong is said at fields of the dialog's. */
  #isAtFields() {
    const {errors} = this.#problem;
    return errors?.length > 0 && errors.every(({field}) => this.$(`[name="${CSS.escape(field)}"]`));
  }

  #button({label, value, grave, quiet}, main) {
    const kind = `button ${quiet ? 'quiet' : ''} ${grave ? 'grave' : ''}`;
    return main && this.#about.submit
      ? html`<button class=${kind} type="submit" ?disabled=${this.#busy}>${label}</button>`
      : html`<button class=${kind} type="button" @click=${() => this.#close(value)}>${label}</button>`;
  }
}
customElements.define('cb-dialogs', Dialogs);

/** Whether the pointer is at the dark around a dialog, which belongs to it. */
function isBeside({target, clientX: x, clientY: y}) {
  const {left, right, top, bottom} = target.getBoundingClientRect();
  return target.matches('dialog') && (x < left || x > right || y < top || y > bottom);
}
