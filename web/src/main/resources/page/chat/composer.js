/**
 * Where one writes: `<cb-composer .conversation .busy>`. It tells `send` with `{content}` or `{parts}`, and `stop`. What is
 * written is kept until it is sent. Files come by the button, by paste and by drop.
 */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {isComposing} from 'page/design/form.js';
import {icon} from 'page/design/icon.js';
import {complain} from 'page/design/toast.js';
import {api} from 'page/api/client.js';
import {draft} from 'page/chat/drafts.js';
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
    text: {state: true},
  };
  #draft = null;
  #follow = () => {
    this.text = this.#draft.text;
    this.requestUpdate();
  };

  constructor() {
    super();
    this.text = '';
    new Follow(this, models);
  }

  connectedCallback() {
    super.connectedCallback();
    models.load();
  }

  willUpdate(changed) {
    if (changed.has('conversation')) {
      this.#draft?.removeEventListener('change', this.#follow);
      this.#draft = draft(this.conversation);
      this.#draft.addEventListener('change', this.#follow);
      this.#draft.read();
      this.text = this.#draft.text;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#draft?.removeEventListener('change', this.#follow);
  }

  updated(changed) {
    if (changed.has('text') || changed.has('conversation')) {
      this.#fit();
    }
  }

  focus() {
    this.$('textarea')?.focus();
  }

  #write(text) {
    this.text = text;
    this.#draft.text = text;
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
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    const text = this.text.trim();
    const {files} = this.#draft;
    if (this.busy || this.blocked || (!text && files.length === 0) || files.some((file) => !file.part)) {
      return;
    }
    const parts = files.map(({part}) => part);
    const question = parts.length > 0 ? {parts: [...(text ? [{type: 'text', text}] : []), ...parts]} : {content: text};
    this.#write('');
    this.#draft.files = [];
    this.dispatchEvent(new CustomEvent('send', {detail: question}));
  }

  /** Uploads files, so that a message can name them. */
  attach(list) {
    const kept = this.#draft;
    for (const file of list) {
      const one = {name: file.name, part: null};
      kept.files = [...kept.files, one];
      api.upload(file).then(
        ({blob, mediaType}) => {
          one.part = {type: PICTURES.has(mediaType) ? 'image' : 'file', mediaType, blob, ...(file.name ? {name: file.name} : {})};
          kept.changed();
        },
        (problem) => {
          detach(one, kept);
          complain(problem);
        },
      );
    }
    kept.changed();
    this.focus();
  }

  #paste(event) {
    const {files, types} = event.clipboardData;
    const hasText = types.includes('text/plain') && types.includes('text/html'); // a spreadsheet adds a picture of it
    if (files.length > 0 && !hasText) {
      event.preventDefault();
      this.attach(files);
    }
  }

  render() {
    const {files} = this.#draft;
    const empty = !this.text.trim() && files.length === 0;
    return html`<form
      class="composer"
      @submit=${(event) => {
        event.preventDefault();
        this.#send();
      }}
    >
      ${files.length > 0 ? html`<ul class="pending">${files.map((one) => this.#file(one))}</ul>` : nothing}
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
      <button type="button" class="tool small" aria-label=${t('chat.detach', {name})} @click=${() => detach(one, this.#draft)}>${icon('close')}</button>
    </li>`;
  }
}
customElements.define('cb-composer', Composer);

function detach(one, kept) {
  kept.files = kept.files.filter((other) => other !== one);
  kept.changed();
}
