/** Where who was invited, or whose password is chosen anew, comes by a link that works once. */
import 'page/account/text.js';
import {PageElement, html, nothing, t} from 'page/design/element.js';
import {field, values} from 'page/design/form.js';
import {sign} from 'page/design/icon.js';
import {toast} from 'page/design/toast.js';
import {explain, fieldError} from 'page/api/explain.js';
import {api} from 'page/api/client.js';
import {router} from 'page/app/router.js';
import {told} from 'page/account/parts/told.js';

class Invitation extends PageElement {
  static properties = {route: {attribute: false}, problem: {state: true}, busy: {state: true}};

  updated() {
    document.title = `${t('invitation.title')} · ${t('app.name')}`;
  }

  async #submit(event) {
    event.preventDefault();
    const {password, repeated} = values(event.target);
    this.problem = null;
    if (password !== repeated) {
      this.problem = {errors: [{field: 'repeated', message: t('password.differs')}]};
      return;
    }
    this.busy = true;
    try {
      const path = `/invitations/${encodeURIComponent(this.route.params.token)}`;
      await told(api.post(path, {password}, {quiet: true}), {404: t('invitation.gone')});
      toast(t('invitation.done'));
      router.go('/login', {replace: true});
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const general = this.problem && !this.problem.errors?.length;
    const secret = (name, label, more) =>
      field({name, label, type: 'password', autocomplete: 'new-password', required: true, minlength: 8, error: fieldError(this.problem, name), ...more});
    return html`<div class="gate-scroll">
      <div class="gate">
        ${sign()}
        <h1>${t('invitation.title')}</h1>
        <p class="lead">${t('invitation.lead')}</p>
        <form @submit=${this.#submit}>
          ${general ? html`<p class="notice grave" role="alert">${explain(this.problem)}</p>` : nothing}
          ${secret('password', t('password.newPassword'), {hint: t('login.password.hint')})}
          ${secret('repeated', t('password.repeated'))}
          <button class="button" type="submit" ?disabled=${this.busy}>${t(this.busy ? 'login.busy' : 'invitation.submit')}</button>
        </form>
      </div>
    </div>`;
  }
}
customElements.define('cb-invitation', Invitation);
