/**
 * Keys that work everywhere. A part of the page says what it does by `shortcuts.on('stop', act)`; the sheet of all of them
 * opens by `?`. A key without Ctrl or ⌘ works only while nobody is writing.
 */
import {html} from 'lit';
import {t} from 'page/text/catalogue.js';
import {show} from 'page/design/dialog.js';
import {isComposing} from 'page/design/form.js';

const APPLE = /Mac|iP(hone|ad)/.test(navigator.platform);
const CONTROL = APPLE ? '⌘' : 'Ctrl';
const SHIFT = APPLE ? '⇧' : 'Shift';

/** name, keys as they are shown, and whether an event is that. */
const KEYS = [
  ['new', [CONTROL, SHIFT, 'O'], (e) => control(e) && e.shiftKey && e.code === 'KeyO'],
  ['search', [CONTROL, 'K'], (e) => control(e) && !e.shiftKey && e.code === 'KeyK'],
  ['filter', ['/'], (e) => plain(e) && e.key === '/'],
  ['compose', ['C'], (e) => plain(e) && e.key === 'c'],
  ['send', ['Enter'], () => false],
  ['line', [SHIFT, 'Enter'], () => false],
  ['stop', ['Esc'], (e) => e.key === 'Escape'],
  ['copy', [CONTROL, SHIFT, 'S'], (e) => control(e) && e.shiftKey && e.code === 'KeyS'],
  ['edit', ['E'], (e) => plain(e) && e.key === 'e'],
  ['next', ['J'], (e) => plain(e) && e.key === 'j'],
  ['previous', ['K'], (e) => plain(e) && e.key === 'k'],
  ['sidebar', [CONTROL, 'B'], (e) => control(e) && !e.shiftKey && e.code === 'KeyB'],
  ['help', ['?'], (e) => plain(e) && e.key === '?'],
];

function control(event) {
  return (APPLE ? event.metaKey : event.ctrlKey) && !event.altKey;
}

function plain(event) {
  const writing = event.target.closest?.('input, textarea, select, [contenteditable], dialog, [role=menu]');
  return !event.ctrlKey && !event.metaKey && !event.altKey && !writing;
}

class Shortcuts {
  #acts = new Map();

  constructor() {
    addEventListener('keydown', (event) => this.#press(event));
    this.on('help', () => this.help());
  }

  /** Says what a key does; gives a function that takes that back. The newest part that does something is asked first. */
  on(name, act) {
    const acts = this.#acts.get(name) ?? [];
    this.#acts.set(name, [act, ...acts]);
    return () => this.#acts.set(name, this.#acts.get(name).filter((other) => other !== act));
  }

  help() {
    const shown = KEYS.filter(([name]) => this.#acts.get(name)?.length || name === 'send' || name === 'line');
    return show({
      title: t('shortcuts.title'),
      kind: 'keys',
      body: () => html`<dl class="key-list">
        ${shown.map(
          ([name, keys]) => html`<div>
            <dt>${t(`shortcuts.${name}`)}</dt>
            <dd>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dd>
          </div>`,
        )}
      </dl>`,
      actions: [{label: t('action.close'), value: true, quiet: true}],
    });
  }

  #press(event) {
    if (event.defaultPrevented || isComposing(event) || document.querySelector('dialog[open]')) {
      return; // a dialog has its keys to itself: Escape closes it, and nothing else
    }
    const [name] = KEYS.find(([, , is]) => is(event)) ?? [];
    for (const act of this.#acts.get(name) ?? []) {
      if (act(event) !== false) {
        event.preventDefault();
        return;
      }
    }
  }
}

export const shortcuts = new Shortcuts();
