/** The password, and where one is logged in. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {confirm} from 'page/design/dialog.js';
import {field, values} from 'page/design/form.js';
import {complain, toast} from 'page/design/toast.js';
import {explain, fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {session} from 'page/app/session.js';
import {block} from 'page/account/parts/frame.js';
import {ago, when} from 'page/account/parts/format.js';

/** What a browser calls itself, and what people call it; the first that fits. */
const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

function device(agent) {
  if (!agent) {
    return t('sessions.unknown');
  }
  const [browser, system] = [BROWSERS, SYSTEMS].map((names) => names.find(([pattern]) => pattern.test(agent))?.[1]);
  return browser && system ? t('sessions.device', {browser, system}) : (browser ?? agent);
}

class Security extends PageElement {
  static properties = {sessions: {state: true}, problem: {state: true}, busy: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.sessions = await Array.fromAsync(api.all('/sessions'));
    } catch (problem) {
      complain(problem);
    }
  }

  async #change(event) {
    event.preventDefault();
    const form = event.target;
    const {currentPassword, newPassword, repeated} = values(form);
    this.problem = null;
    if (newPassword !== repeated) {
      this.problem = {errors: [{field: 'repeated', message: t('password.differs')}]};
      return;
    }
    this.busy = true;
    try {
      await api.put('/users/me/password', {currentPassword, newPassword});
      form.reset();
      toast(t('password.changed'));
      this.#load();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  async #end(one) {
    if (one.current) {
      session.logOut().catch(complain);
      return;
    }
    try {
      await api.delete(`/sessions/${one.id}`);
      this.sessions = this.sessions.filter(({id}) => id !== one.id);
      toast(t('sessions.ended'));
    } catch (problem) {
      complain(problem);
    }
  }

  async #endOthers() {
    const others = this.sessions.filter(({current}) => !current);
    const sure = await confirm({
      title: t('sessions.others'),
      text: t('sessions.others.sure', {count: others.length}),
      action: t('sessions.others'),
    });
    if (sure) {
      try {
        for (const {id} of others) {
          await api.delete(`/sessions/${id}`);
        }
        toast(t('sessions.ended'));
      } catch (problem) {
        complain(problem);
      }
      this.#load();
    }
  }

  render() {
    return html`${this.#password()} ${this.#list()}`;
  }

  #password() {
    const general = this.problem && !this.problem.errors?.length;
    const secret = (name, autocomplete, more = {}) =>
      field({name, label: t(`password.${name}`), type: 'password', autocomplete, required: true, error: fieldError(this.problem, name), ...more});
    return block({
      title: t('password.title'),
      lead: t('password.lead'),
      content: html`<form class="stack" @submit=${this.#change}>
        <input class="heard" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${session.user.email} readonly />
        ${general ? html`<p class="notice grave" role="alert">${explain(this.problem)}</p>` : nothing}
        ${secret('currentPassword', 'current-password')}
        ${secret('newPassword', 'new-password', {minlength: 8, maxlength: 256, hint: t('login.password.hint')})}
        ${secret('repeated', 'new-password')}
        <div><button class="button" type="submit" ?disabled=${this.busy}>${t('password.change')}</button></div>
      </form>`,
    });
  }

  #list() {
    const several = this.sessions?.length > 1;
    return block({
      title: t('sessions.title'),
      lead: t('sessions.lead'),
      tools: several
        ? html`<button type="button" class="button quiet" @click=${this.#endOthers}>${t('sessions.others')}</button>`
        : nothing,
      content: html`<ul class="rows" aria-busy=${this.sessions ? 'false' : 'true'}>
        ${this.sessions?.map(
          (one) => html`<li>
            <div class="row-main">
              <strong title=${one.userAgent ?? ''}>${device(one.userAgent)}</strong>
              ${one.current ? html`<span class="badge good">${t('sessions.current')}</span>` : nothing}
              <p class="row-more">
                ${t('sessions.seen', {when: ago(one.lastSeenAt)})} · ${t('sessions.since', {when: when(one.createdAt)})}
              </p>
            </div>
            <button type="button" class="button quiet" @click=${() => this.#end(one)}>
              ${t(one.current ? 'sidebar.logout' : 'sessions.end')}
            </button>
          </li>`,
        )}
      </ul>`,
    });
  }
}
customElements.define('cb-security', Security);
