/** The page of a conversation, and the place where a new one begins. */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from 'page/design/icon.js';
import {complain, toast} from 'page/design/toast.js';
import {explain} from 'page/api/explain.js';
import {bar} from 'page/app/shell.js';
import {connection} from 'page/app/connection.js';
import {router} from 'page/app/router.js';
import {session} from 'page/app/session.js';
import {shortcuts} from 'page/app/shortcuts.js';
import {draft} from 'page/chat/drafts.js';
import {DropZone} from 'page/chat/drop-zone.js';
import {markFound} from 'page/chat/found.js';
import {Heard} from 'page/chat/heard.js';
import {models} from 'page/chat/models.js';
import {closeAll, conversation} from 'page/chat/open.js';
import {Place} from 'page/chat/place.js';
import {conversations} from 'page/sidebar/conversations.js';
import {actions} from 'page/sidebar/actions.js';
import 'page/chat/composer.js';
import 'page/chat/message.js';

let user = session.user?.id;
session.addEventListener('change', () => {
  if (session.user?.id !== user) {
    user = session.user?.id;
    closeAll();
  }
});

class Chat extends PageElement {
  static properties = {route: {attribute: false}, away: {state: true}, beginning: {state: true}};
  #shown = null;
  #change = () => this.requestUpdate();
  #heard = null;
  #place = new Place(this, async () => this.#shown?.loaded && this.#shown.cursor && this.#shown.earlier().catch(complain));
  #drop = new DropZone(this, (files) => this.$('cb-composer')?.attach(files));
  #undo = [];

  constructor() {
    super();
    for (const store of [connection, session, models]) {
      new Follow(this, store);
    }
  }

  connectedCallback() {
    super.connectedCallback();
    const last = (kind) => [...this.querySelectorAll(`.message.${kind}`)].at(-1)?.parentElement;
    this.#undo = [
      shortcuts.on('compose', () => this.$('cb-composer')?.focus()),
      shortcuts.on('stop', () => (this.#shown?.turn ? this.#stop() : false)),
      shortcuts.on('copy', () => last('answer')?.copy() ?? false),
      shortcuts.on('edit', () => (this.#shown?.turn ? false : (last('question')?.edit() ?? false))),
      conversations.onElsewhere(({detail}) => detail.id === this.#shown?.id && this.#shown.load(this.#shown.branch, {on: true}).catch(() => {})),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#undo.forEach((undo) => undo());
    this.#shown?.removeEventListener('change', this.#change);
    this.#heard?.follow(null);
    this.#shown = null;
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.#open(this.route.params.id ?? null);
    }
  }

  updated(changed) {
    document.title = `${this.#title ?? t('chat.new')} · ${t('app.name')}`;
    this.#heard ??= new Heard(this.$('.spoken'));
    const last = this.#shown?.entries.at(-1);
    if (last?.running) {
      this.#heard.follow(last);
    }
    if (changed.has('route') && matchMedia('(hover: hover)').matches && !this.#wanted && !this.route.stay) {
      this.$('cb-composer')?.focus();
    }
  }

  get #title() {
    return this.#shown?.about?.title;
  }

  /** A message that the address asks for: one that a search has found. */
  get #wanted() {
    return this.route.query.get('m');
  }

  #open(id) {
    if (this.#shown && this.#shown.id === id && !this.#wanted) {
      return;
    }
    this.#shown?.removeEventListener('change', this.#change);
    if (this.#shown?.id !== (id ?? undefined)) {
      this.#shown = id ? conversation(id) : null;
      this.#heard?.follow(null);
    }
    this.#place.toEnd();
    this.away = false;
    if (this.#shown) {
      const {turn} = this.#shown;
      this.#shown.addEventListener('change', this.#change);
      if (this.#wanted) {
        this.#place.stay();
        this.#show(this.#shown, this.#wanted).catch(complain);
      } else if (!turn) {
        this.#shown.load().catch(complain);
      }
    }
  }

  /** Shows one message, in its branch. */
  async #show(shown, id) {
    await shown.find(id);
    await this.updateComplete;
    requestAnimationFrame(() => {
      const message = this.querySelector(`[id="m-${id}"]`);
      message?.scrollIntoView({block: 'center'});
      message?.classList.add('wanted');
      message?.setAttribute('tabindex', '-1');
      message?.focus({preventScroll: true});
      if (message) {
        markFound(message.querySelector('.said'), this.route.query.get('q') ?? '');
      }
    });
  }

  async #send(question) {
    const written = draft(this.#shown?.id ?? null);
    try {
      const shown = this.#shown ?? (await this.#begin(written));
      const done = shown.send(question);
      if (this.#shown === shown) {
        this.#place.toEnd();
      } else if (!this.#shown && this.isConnected) {
        router.go(`/c/${shown.id}`); // unless somebody has gone elsewhere meanwhile
      }
      await done;
    } catch (problem) {
      written.restore(question);
      complain(problem);
    }
  }

  /** Makes a conversation, to which what is written meanwhile belongs. */
  async #begin(written) {
    this.beginning = true;
    try {
      await models.load();
      const made = await conversations.create(models.chosen ? {model: models.chosen} : {});
      written.belongTo(made.id);
      const shown = conversation(made.id);
      shown.about = made;
      shown.loaded = true;
      return shown;
    } finally {
      this.beginning = false;
    }
  }

  #askInstead({question, entry}) {
    this.#place.toEnd();
    this.#shown.send(question, entry).catch(complain);
  }

  #regenerate({entry}) {
    this.#place.toEnd();
    this.#shown.regenerate(entry, this.#shown.about?.model).catch(complain);
  }

  #branch({message}) {
    this.#place.stay();
    this.#shown.load(message).catch(complain);
  }

  #stop() {
    this.#shown.stop().catch(complain);
  }

  /** The model of this conversation, and of the next new one. */
  #choose(model) {
    models.choose(model);
    this.#shown?.edit({model}).catch(complain);
  }

  render() {
    const shown = this.#shown;
    const fresh = !shown;
    return html`
      ${bar({
        title: shown?.about ? html`<h1 dir="auto" title=${shown.about.title ?? ''}>${shown.about.title ?? t('chat.untitled')}</h1>` : html`<h1 class="heard">${t('chat.new')}</h1>`,
        tools: shown?.about ? this.#menu(shown.about) : nothing,
      })}
      <div class="talk ${fresh ? 'fresh' : ''}">
        ${fresh ? this.#hello() : this.#messages(shown)}
        <div class="foot">
          ${this.away
            ? html`<button type="button" class="tool to-end" aria-label=${t('chat.toEnd')} title=${t('chat.toEnd')} @click=${() => this.#place.toEnd()}>${icon('down')}</button>`
            : nothing}
          ${shown?.problem
            ? nothing
            : html`<cb-composer
                .conversation=${shown?.id ?? null}
                .model=${shown ? shown.about?.model : models.chosen}
                .busy=${Boolean(shown?.turn)}
                .blocked=${!connection.online || Boolean(shown ? !shown.loaded : this.beginning)}
                @send=${(event) => this.#send(event.detail)}
                @stop=${this.#stop}
                @model=${(event) => this.#choose(event.detail)}
              ></cb-composer>`}
        </div>
        ${this.#drop.over && !shown?.problem ? html`<div class="drop">${t('chat.drop')}</div>` : nothing}
        <div class="heard spoken" aria-live="polite"></div>
      </div>
    `;
  }

  #hello() {
    const hour = new Date().getHours();
    const time = hour >= 5 && hour < 11 ? 'morning' : hour >= 11 && hour < 18 ? 'day' : 'evening';
    const name = session.user?.displayName;
    return html`<div class="hello">
      <p class="greeting" dir="auto">${t(`chat.hello.${time}`, {name: name ? `, ${name}` : ''})}</p>
      <p class="lead">${t('chat.hello.hint')}</p>
    </div>`;
  }

  #messages(shown) {
    if (shown.problem) {
      return html`<div class="empty">
        <h2>${explain(shown.problem)}</h2>
        <button type="button" class="button quiet" @click=${() => shown.load().catch(complain)}>${t('action.retry')}</button>
      </div>`;
    }
    const busy = Boolean(shown.turn);
    return html`<div class="scroll" @scroll=${(event) => (this.away = this.#place.scrolled(event))} tabindex="0" role="region" aria-label=${t('chat.messages')}>
      <div
        class="column"
        @ask-instead=${(event) => this.#askInstead(event.detail)}
        @regenerate=${(event) => this.#regenerate(event.detail)}
        @branch=${(event) => this.#branch(event.detail)}
      >
        ${shown.cursor ? html`<button type="button" class="button quiet earlier" @click=${() => this.#place.earlier()}>${t('chat.earlier')}</button>` : nothing}
        ${repeat(
          shown.entries,
          (entry) => entry,
          (entry) => html`<cb-message .entry=${entry} .conversation=${shown} .busy=${busy}></cb-message>`,
        )}
      </div>
    </div>`;
  }

  #menu(about) {
    return html`<cb-menu .label=${t('conversation.more', {title: about.title ?? t('chat.untitled')})} .face=${icon('more')} .items=${() => actions({...about, branch: this.#shown?.branch})}></cb-menu>`;
  }
}
customElements.define('cb-chat', Chat);
