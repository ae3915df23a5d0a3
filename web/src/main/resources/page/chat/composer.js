/**
 * Where one writes: `<cb-composer .conversation .busy>`. It tells `send` with `{content}` or `{parts}`, and `stop`. What is
 * written is kept until it is sent. Files come by the button, by paste and by drop.
 */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {icon} from 'page/design/icon.js';
import {complain} from 'page/design/toast.js';
import {api} from 'page/api/client.js';
import {drafts} from 'page/chat/drafts.js';
import {models} from 'page/chat/models.js';
import 'page/design/menu.js';

const LONGEST = 32_000;
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

class Composer extends PageElement {
  static properties = {
    conversation: {attribute: false},
    model: {attribute: false},
    busy: {attribute: false},
    blocked: {attribute: false},
    files: {state: true},
    text: {state: true},
  };

  constructor() {
    super();
    this.files = [];
    this.text = '';
    new Follow(this, models);
  }

  connectedCallback() {
    super.connectedCallback();
    models.load();
  }

  willUpdate(changed) {
    if (changed.has('conversation')) {
      this.text = drafts.read(this.conversation);
      this.files = [];
    }
  }

  updated(changed) {
    if (changed.has('text') || changed.has('conversation')) {
      this.#fit();
    }
  }

  focus() {
    this.$('textarea')?.focus();
  }

  /** Puts a text back that could not be sent. */
  restore({content, parts}) {
    if (!this.text) {
      this.#write(content ?? parts?.find(({type}) => type === 'text')?.text ?? '');
      this.files = (parts ?? []).filter(({type}) => type !== 'text').map((one) => ({name: one.name ?? '', part: one}));
    }
  }

  #write(text) {
    this.text = text;
    drafts.write(this.conversation, text);
  }

  /** As high as its text, up to a third of the window; by the browser itself where it can. */
  #fit() {
    const area = this.$('textarea');
    if (area && !CSS.supports('field-sizing', 'content')) {
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 2}px`;
    }
  }

  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    const text = this.text.trim();
    if (this.busy || this.blocked || (!text && this.files.length === 0) || this.files.some((file) => !file.part)) {
      return;
    }
    const parts = this.files.map(({part}) => part);
    const question = parts.length > 0 ? {parts: [...(text ? [{type: 'text', text}] : []), ...parts]} : {content: text};
    this.#write('');
    this.files = [];
    this.dispatchEvent(new CustomEvent('send', {detail: question}));
  }

  /** Uploads files, so that a message can name them. */
  attach(list) {
    for (const file of list) {
      const one = {name: file.name, part: null};
      this.files = [...this.files, one];
      api.upload(file).then(
        ({blob, mediaType}) => {
          one.part = {type: PICTURES.has(mediaType) ? 'image' : 'file', mediaType, blob, ...(file.name ? {name: file.name} : {})};
          this.requestUpdate();
        },
        (problem) => {
          this.#detach(one);
          complain(problem);
        },
      );
    }
    this.focus();
  }

  #detach(one) {
    this.files = this.files.filter((other) => other !== one);
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (files.length > 0) {
      event.preventDefault();
      this.attach(files);
    }
  }

  render() {
    const empty = !this.text.trim() && this.files.length === 0;
    return html`<form
      class="composer"
      @submit=${(event) => {
        event.preventDefault();
        this.#send();
      }}
    >
      ${this.files.length > 0 ? html`<ul class="pending">${this.files.map((one) => this.#file(one))}</ul>` : nothing}
      <textarea
        rows="1"
        dir="auto"
        maxlength=${LONGEST}
        aria-label=${t('chat.compose')}
        placeholder=${t(this.conversation ? 'chat.compose.next' : 'chat.compose.hint')}
        enterkeyhint="send"
        .value=${this.text}
        @input=${(event) => this.#write(event.target.value)}
        @keydown=${this.#key}
        @paste=${this.#paste}
      ></textarea>
      <div class="composer-row">
        <button type="button" class="tool" aria-label=${t('chat.attach')} title=${t('chat.attach')} @click=${() => this.$('input[type=file]').click()}>
          ${icon('clip')}
        </button>
        <input
          type="file"
          multiple
          hidden
          aria-label=${t('chat.attach')}
          @change=${(event) => {
            this.attach(event.target.files);
            event.target.value = '';
          }}
        />
        ${models.items.length > 1 ? this.#models() : nothing}
        <span class="gap"></span>
        ${this.busy
          ? html`<button type="button" class="send" aria-label=${t('chat.stop')} title=${t('chat.stop')} @click=${() => this.dispatchEvent(new Event('stop'))}>
              ${icon('stop')}
            </button>`
          : html`<button type="submit" class="send" aria-label=${t('chat.send')} title=${t('chat.send')} ?disabled=${empty || this.blocked}>
              ${icon('send')}
            </button>`}
      </div>
    </form>`;
  }

  #models() {
    const chosen = this.model ?? models.items[0].name;
    return html`<cb-menu
      .kind=${'model chooser'}
      .label=${t('chat.model', {name: chosen})}
      .face=${html`<span dir="auto">${chosen}</span>`}
      .items=${() =>
        models.items.map(({name, provider}) => ({
          label: provider === name ? name : `${name} (${provider})`,
          checked: name === chosen,
          act: () => this.dispatchEvent(new CustomEvent('model', {detail: name})),
        }))}
    ></cb-menu>`;
  }

  #file(one) {
    const {name, part: done} = one;
    return html`<li class=${done ? '' : 'busy'}>
      ${done?.type === 'image' ? html`<img src="/api/v1/files/${done.blob}" alt="" />` : icon('file')}
      <span dir="auto">${done ? name : t('chat.uploading', {name})}</span>
      <button type="button" class="tool small" aria-label=${t('chat.detach', {name})} @click=${() => this.#detach(one)}>${icon('close')}</button>
    </li>`;
  }
}
customElements.define('cb-composer', Composer);
