/** One message with its tools: `<cb-message .entry .conversation>`. It is rendered again when its entry changes, alone. */
import {PageElement, html, nothing, t, catalogue} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {copy} from 'page/design/copy.js';
import {isComposing} from 'page/design/form.js';
import {complain} from 'page/design/toast.js';
import {explain} from 'page/api/explain.js';
import {part} from 'page/chat/parts.js';

class Message extends PageElement {
  static properties = {
    entry: {attribute: false},
    conversation: {attribute: false},
    busy: {attribute: false},
  };
  #follow = () => this.requestUpdate();
  #followed = null;

  willUpdate(changed) {
    if (changed.has('entry')) {
      this.#followed?.removeEventListener('change', this.#follow);
      this.#followed = this.entry;
      this.entry.addEventListener('change', this.#follow);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#followed?.removeEventListener('change', this.#follow);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#followed?.addEventListener('change', this.#follow);
  }

  /** Opens the question for editing. */
  async edit() {
    this.#write(this.entry.unsent ?? this.entry.text);
    await this.updateComplete;
    const area = this.$('textarea');
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  /** Keeps what is written with the question, so that it is here whatever else happens. */
  #write(text) {
    this.entry.unsent = text;
    this.requestUpdate();
  }

  copy() {
    return copy(this.entry.text);
  }

  render() {
    const {message, unsent} = this.entry;
    const editing = unsent !== null;
    const mine = message.role === 'user' || message.role === 'tool';
    return html`<article
      class="message ${mine ? 'question' : 'answer'} ${mine && isLong(message.content) ? 'long' : ''}"
      id="m-${message.id}"
      aria-busy=${this.entry.running && (this.busy || !this.entry.lost) ? 'true' : nothing}
      aria-label=${t(mine ? 'chat.you' : 'chat.answer')}
    >
      <div class="said">${editing ? this.#editor(unsent) : this.#parts(mine)}</div>
      ${editing ? nothing : html`${this.#state(message)}${this.#tools(message, mine)}`}
    </article>`;
  }

  #parts(mine) {
    const {parts, running} = this.entry;
    const files = parts.filter(({type}) => type === 'image' || type === 'file');
    const others = mine ? parts.filter((one) => !files.includes(one)) : parts;
    return html`
      ${others.map((one, index) => part(one, {plain: mine, live: running && index === others.length - 1}))}
      ${mine && files.length > 0 ? html`<div class="attachments">${files.map((one) => part(one))}</div>` : nothing}
      ${running && parts.length === 0 ? html`<p class="waiting" role="status"><span class="heard">${t('chat.thinking')}</span></p>` : nothing}
    `;
  }

  #editor(text) {
    return html`<form
      class="editor"
      @submit=${(event) => {
        event.preventDefault();
        this.#ask();
      }}
    >
      <textarea
        class="input"
        dir="auto"
        aria-label=${t('chat.edit')}
        .value=${text}
        @input=${(event) => this.#write(event.target.value)}
        @keydown=${this.#key}
      ></textarea>
      <div class="dialog-actions">
        <button type="button" class="button quiet" @click=${() => this.#write(null)}>${t('action.cancel')}</button>
        <button type="submit" class="button" ?disabled=${this.busy}>${t('chat.edit.send')}</button>
      </div>
    </form>`;
  }

  #key(event) {
    if (isComposing(event)) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#ask();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.#write(null);
    }
  }

  #ask() {
    const text = this.entry.unsent.trim();
    if (text && !this.busy) {
      const others = this.entry.parts.filter(({type}) => type !== 'text');
      const question = others.length > 0 ? {parts: [{type: 'text', text}, ...others]} : {content: text};
      this.#tell('ask-instead', {question, entry: this.entry});
    }
  }

  #state(message) {
    const {lost, problem} = this.entry;
    const again = () => this.#tell('regenerate', {entry: this.entry});
    if (lost) {
      return this.busy
        ? html`<p class="notice" role="status">${t('chat.reconnecting')}</p>`
        : this.#trouble(t('chat.lost'), () => this.#tell('branch', {message: message.id}));
    }
    if (message.status === 'failed') {
      return this.#trouble(problem ? explain(problem) : t('chat.failed'), again);
    }
    if (message.status === 'interrupted') {
      return this.#trouble(t(this.entry.parts.length > 0 ? 'chat.interrupted' : 'chat.interrupted.none'), again);
    }
    const note = {stopped: 'chat.stopped', length: 'chat.length', content_filter: 'chat.filtered'};
    const key = note[message.status] ?? note[message.finishReason];
    return key ? html`<p class="aside">${t(key)}</p>` : nothing;
  }

  #trouble(text, act) {
    return html`<div class="notice grave trouble" role="alert">
      <span>${text}</span>
      <button type="button" class="button quiet" ?disabled=${this.busy} @click=${act}>${t('action.retry')}</button>
    </div>`;
  }

  #tools(message, mine) {
    if (this.entry.running || message.id.startsWith('new-')) {
      return nothing;
    }
    if (!mine && this.entry.parts.length === 0) {
      return html`<div class="tools">${this.#branches()}${this.#facts(message, mine)}</div>`;
    }
    return html`<div class="tools">
      ${this.#branches()}
      ${this.#tool('copy', t('action.copy'), () => this.copy())}
      ${mine
        ? message.role === 'user'
          ? this.#tool('edit', t('chat.edit'), () => this.edit(), {disabled: this.busy})
          : nothing
        : html`${this.#tool('refresh', t('chat.regenerate'), () => this.#tell('regenerate', {entry: this.entry}), {disabled: this.busy})}
            ${this.#tool('thumbUp', t('chat.good'), () => this.#rate('up'), {pressed: message.feedback === 'up'})}
            ${this.#tool('thumbDown', t('chat.bad'), () => this.#rate('down'), {pressed: message.feedback === 'down'})}`}
      ${this.#facts(message, mine)}
    </div>`;
  }

  #facts(message, mine) {
    const {usage} = message;
    const facts = usage ? t('chat.usage', {prompt: usage.promptTokens, completion: usage.completionTokens}) : null;
    const title = [catalogue.exactly(message.createdAt), facts].filter(Boolean).join('\n');
    return html`<span class="facts" title=${title}>
      ${mine || !message.model ? nothing : html`<span dir="auto">${message.model}</span>`}
      ${message.cached ? html`<span>${t('chat.cached')}</span>` : nothing}
      <time datetime=${message.createdAt}>${catalogue.moment(message.createdAt)}</time>
    </span>`;
  }

  #branches() {
    const {siblings, id} = this.entry;
    const at = siblings.indexOf(id);
    if (siblings.length < 2) {
      return nothing;
    }
    const to = (index) => this.#tell('branch', {message: siblings[index]});
    return html`<span class="branches" role="group" aria-label=${t('chat.branch', {number: at + 1, count: siblings.length})}>
      ${this.#tool('branchBack', t('chat.branch.previous'), () => to(at - 1), {disabled: at <= 0 || this.busy})}
      <span>${t('chat.branch', {number: at + 1, count: siblings.length})}</span>
      ${this.#tool('branchOn', t('chat.branch.next'), () => to(at + 1), {disabled: at >= siblings.length - 1 || this.busy})}
    </span>`;
  }

  #tool(sign, label, act, {pressed, disabled = false} = {}) {
    return html`<button
      type="button"
      class="tool small"
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)}
      ?disabled=${disabled}
      @click=${act}
    >
      ${icon(sign)}
    </button>`;
  }

  #rate(rating) {
    this.conversation.rate(this.entry, rating).catch(complain);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }
}
customElements.define('cb-message', Message);

/** Whether a question is more than the heading that a short one is. */
function isLong(text) {
  return text.length > 240 || text.trim().split('\n').length > 3;
}
