/**
 * What the page says, in the language of its reader. `t('key')` gives a text; `t('key', {name: 'Ada'})` puts values in
 * place of `{name}`; a message of several forms is chosen by `count`. A language is a file beside this one; English has
 * every message, and stands in where another language lacks one.
 */
import {Store} from 'page/app/store.js';
import english from 'page/text/en.js';

/** Languages by their tags, each with its own name. */
const LANGUAGES = {
  en: {name: 'English', load: async () => ({default: english})},
  de: {name: 'Deutsch', load: () => import('page/text/de.js')},
};
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

class Catalogue extends Store {
  language = 'en';
  #messages = english;
  #english = english;
  /** What pages brought with them: `{tag: load}` each. */
  #added = [];
  #forms = new Map();

  /** Takes the language that was chosen here before, or one of the browser's. */
  async start() {
    const wanted = [localStorage.getItem('language'), ...navigator.languages].map((tag) => tag?.split('-')[0]);
    await this.speak(wanted.find((tag) => tag in LANGUAGES) ?? 'en');
  }

  /** Languages as `[tag, name]`. */
  get languages() {
    return Object.entries(LANGUAGES).map(([tag, {name}]) => [tag, name]);
  }

  /** Changes to a language, and keeps that when the user chose it. */
  async speak(tag, {keep = false} = {}) {
    const added = await Promise.all(this.#added.map((messages) => messages[tag]?.()));
    this.#messages = Object.assign({}, (await LANGUAGES[tag].load()).default, ...added);
    this.language = tag;
    if (keep) {
      localStorage.setItem('language', tag);
    }
    document.documentElement.lang = tag;
    document.documentElement.dir = RIGHT_TO_LEFT.has(tag) ? 'rtl' : 'ltr';
    this.changed();
  }

  /** Adds the messages that a page brings with it: functions by language, each gives them (`{en: async () => ...}`). */
  async add(messages) {
    this.#added.push(messages);
    this.#english = {...this.#english, ...(await messages.en())};
    this.#messages = {...this.#messages, ...(await messages[this.language]?.())};
  }

  text(key, values = {}) {
    let message = this.#messages[key] ?? this.#english[key] ?? key;
    if (typeof message === 'object') {
      message = message[new Intl.PluralRules(this.language).select(values.count)] ?? message.other;
    }
    return message.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? this.#shown(values[name]) : whole));
  }

  /** A time of day today, else a date. */
  moment(time) {
    const date = new Date(time);
    const today = date.toDateString() === new Date().toDateString();
    const form = today ? {timeStyle: 'short'} : {dateStyle: 'medium'};
    return this.#form(form).format(date);
  }

  /** A date with its time, in full. */
  exactly(time) {
    return this.#form({dateStyle: 'full', timeStyle: 'short'}).format(new Date(time));
  }

  month(time) {
    return this.#form({month: 'long', year: 'numeric'}).format(new Date(time));
  }

  /** Made once: to make one takes longer than hundreds of times to use it. */
  #form(options) {
    const key = this.language + Object.values(options);
    const form = this.#forms.get(key) ?? new Intl.DateTimeFormat(this.language, options);
    this.#forms.set(key, form);
    return form;
  }

  #shown(value) {
    return typeof value === 'number' ? new Intl.NumberFormat(this.language).format(value) : value;
  }
}

export const catalogue = new Catalogue();
export const t = (key, values) => catalogue.text(key, values);
