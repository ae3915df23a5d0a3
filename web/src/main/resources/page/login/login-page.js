/** Logging in, and opening an account. */
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {field, values} from 'page/design/form.js';
import {sign} from 'page/design/icon.js';
import {explain, fieldError} from 'page/api/explain.js';
import {router} from 'page/app/router.js';
import {session} from 'page/app/session.js';

class Login extends PageElement {
  static properties = {route: {attribute: false}, busy: {state: true}, problem: {state: true}};

  get #isNew() {
    return this.route.path === '/register';
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.problem = null;
    }
  }

  updated(changed) {
    document.title = `${t(this.#isNew ? 'register.title' : 'login.title')} · ${t('app.name')}`;
    if (changed.has('route')) {
      this.$('input')?.focus();
    }
  }

  async #submit(event) {
    event.preventDefault();
    const {email, password, displayName} = values(event.target);
    this.busy = true;
    this.problem = null;
    try {
      await (this.#isNew ? session.register(email, password, displayName) : session.logIn(email, password));
      const to = this.route.query.get('to');
      router.go(to?.startsWith('/') && !to.startsWith('//') ? to : '/', {replace: true});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #said() {
    if (!this.problem) {
      return null;
    }
    if (this.problem.status === 401) {
      return t('login.wrong');
    }
    if (this.problem.status === 409) {
      return t('login.taken');
    }
    const atField = ['email', 'password', 'displayName'].some((name) => fieldError(this.problem, name));
    return atField ? null : explain(this.problem);
  }

  render() {
    const isNew = this.#isNew;
    const said = this.#said();
    const query = location.search;
    return html`<div class="gate-scroll">
      <div class="gate">
        ${sign()}
        <h1>${t(isNew ? 'register.title' : 'login.title')}</h1>
        <p class="lead">${t('login.lead')}</p>
        ${session.ended && !said ? html`<p class="notice" role="status">${t('login.ended')}</p>` : nothing}
        <form @submit=${this.#submit}>
          ${said ? html`<p class="notice grave" role="alert">${said}</p>` : nothing}
          ${field({
            name: 'email',
            label: t('login.email'),
            type: 'email',
            autocomplete: 'username',
            required: true,
            error: fieldError(this.problem, 'email'),
          })}
          ${field({
            name: 'password',
            label: t('login.password'),
            type: 'password',
            autocomplete: isNew ? 'new-password' : 'current-password',
            required: true,
            minlength: isNew ? 8 : undefined,
            hint: isNew ? t('login.password.hint') : undefined,
            error: fieldError(this.problem, 'password'),
          })}
          ${isNew
            ? field({
                name: 'displayName',
                label: t('login.name'),
                autocomplete: 'name',
                hint: t('login.name.hint'),
                error: fieldError(this.problem, 'displayName'),
              })
            : nothing}
          <button class="button" type="submit" ?disabled=${this.busy}>
            ${t(this.busy ? 'login.busy' : isNew ? 'register.submit' : 'login.submit')}
          </button>
        </form>
        <p class="other">
          ${isNew
            ? html`${t('login.toLogin')} <a href="/login${query}">${t('login.toLogin.link')}</a>`
            : html`${t('login.toRegister')} <a href="/register${query}">${t('login.toRegister.link')}</a>`}
        </p>
      </div>
    </div>`;
  }
}
customElements.define('cb-login', Login);
