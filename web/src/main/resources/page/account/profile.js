/** Name, looks, language, and how long conversations are kept. */
import {PageElement, Follow, html, t, catalogue} from 'page/design/element.js';
import {choice, field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {look} from 'page/app/looks.js';
import {session} from 'page/app/session.js';
import {block} from 'page/account/parts/frame.js';
import {day} from 'page/account/parts/format.js';

class Profile extends PageElement {
  static properties = {problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    new Follow(this, look);
    new Follow(this, session);
  }

  async #save(event, change) {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      await api.patch('/users/me', change);
      await session.refresh();
      toast(t('account.saved'));
    } catch (problem) {
      this.problem = problem;
      if (!problem.errors?.length) {
        complain(problem);
      }
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`${this.#about(session.user)} ${this.#looks()} ${this.#retention(session.user)}`;
  }

  #about(user) {
    return block({
      title: t('account.profile'),
      content: html`<form
        class="stack"
        @submit=${(event) => this.#save(event, {displayName: values(event.target).displayName ?? null})}
      >
        <dl class="facts-list">
          <div><dt>${t('login.email')}</dt><dd dir="auto">${user.email}</dd></div>
          <div><dt>${t('account.since')}</dt><dd>${day(user.createdAt)}</dd></div>
          <div><dt>${t('account.role')}</dt><dd>${t(`role.${user.role}`)}</dd></div>
        </dl>
        ${field({
          name: 'displayName',
          label: t('login.name'),
          hint: t('login.name.hint'),
          value: user.displayName ?? '',
          maxlength: 100,
          autocomplete: 'name',
          error: fieldError(this.problem, 'displayName'),
        })}
        <div><button class="button" type="submit" ?disabled=${this.busy}>${t('action.save')}</button></div>
      </form>`,
    });
  }

  #looks() {
    return block({
      title: t('account.looks'),
      lead: t('account.looks.lead'),
      content: html`<div class="pairs">
        <span>${t('sidebar.look')}</span>
        ${choice({
          name: 'look',
          label: t('sidebar.look'),
          value: look.chosen,
          options: ['auto', 'light', 'dark'].map((one) => [one, t(`look.${one}`)]),
          change: (one) => look.choose(one),
        })}
        <span>${t('sidebar.language')}</span>
        ${choice({
          name: 'language',
          label: t('sidebar.language'),
          value: catalogue.language,
          options: catalogue.languages,
          change: (tag) => catalogue.speak(tag, {keep: true}),
        })}
      </div>`,
    });
  }

  #retention(user) {
    return block({
      title: t('account.retention'),
      lead: t('account.retention.lead'),
      content: html`<form
        class="stack"
        @submit=${(event) => {
          const {days} = values(event.target);
          this.#save(event, {retentionDays: days ? Number(days) : null});
        }}
      >
        ${field({
          name: 'days',
          label: t('account.retention.days'),
          hint: t('account.retention.hint'),
          type: 'number',
          min: 1,
          value: user.retentionDays ?? '',
          error: fieldError(this.problem, 'retentionDays'),
        })}
        <div><button class="button quiet" type="submit" ?disabled=${this.busy}>${t('action.save')}</button></div>
      </form>`,
    });
  }
}
customElements.define('cb-profile', Profile);
