/** What the account and the administration have in common: sections with an address each, loaded when first shown. */
import {PageElement, Follow, html, nothing, t} from 'page/design/element.js';
import {session} from 'page/app/session.js';
import {complain} from 'page/design/toast.js';
import {frame} from 'page/account/parts/frame.js';

/**
 * `super(name, sections)`: the name is that of its texts and of its address; sections are `{tab, icon, load, show}`, and
 * the first one is shown where the address names none.
 */
export class SectionPage extends PageElement {
  static properties = {route: {attribute: false}, loaded: {state: true}};
  #name;
  #sections;

  constructor(name, sections) {
    super();
    this.#name = name;
    this.#sections = sections;
    new Follow(this, session);
  }

  /** What is shown in place of the sections to who may not see them. */
  get refusal() {
    return session.user ? null : nothing;
  }

  get #section() {
    const {tab} = this.route.params;
    return tab ? this.#sections.find((one) => one.tab === tab) : this.#sections[0];
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const section = this.#section;
      section?.load().then(() => (this.loaded = section.tab), complain);
    }
  }

  updated() {
    this.$('.section-list [aria-current=page]')?.scrollIntoView({block: 'nearest', inline: 'center'});
    document.title = `${t(`${this.#name}.title`)} · ${t('app.name')}`;
  }

  render() {
    const section = this.#section;
    return (
      this.refusal ??
      frame({
        title: t(`${this.#name}.title`),
        base: `/${this.#name}`,
        sections: this.#sections.map((one) => ({...one, label: t(`${this.#name}.${one.tab}`)})),
        current: section?.tab,
        content: section ? (this.loaded === section.tab ? section.show(this.route) : nothing) : html`<p>${t('app.unknown')}</p>`,
      })
    );
  }
}
