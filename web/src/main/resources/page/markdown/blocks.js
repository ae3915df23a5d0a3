/**
 * Takes a growing text of Markdown apart into blocks that are finished and one that may still change. A finished block
 * is given once and is never looked at again, so a long answer costs no more at its end than at its beginning.
 */
import {Lexer, Marked} from 'marked';
import {mathematics} from 'page/markdown/mathematics.js';

const marked = new Marked({gfm: true}, {extensions: mathematics});

function lex(source, links) {
  const lexer = new Lexer(marked.defaults);
  Object.assign(lexer.tokens.links, links);
  const tokens = lexer.lex(source);
  return {tokens, links: lexer.tokens.links};
}

/** All blocks of a whole text. */
export function allBlocks(source) {
  const first = lex(source, {});
  return first.tokens.filter((token) => token.type !== 'space' && token.type !== 'def');
}

export class Blocks {
  #text = '';
  /** Where the first block begins that is not finished. */
  #start = 0;
  #links = {};

  /** Whether addresses were defined, which blocks before them may name. */
  get hasLinks() {
    return Object.keys(this.#links).length > 0;
  }

  /**
   * Takes the text as it is now, which begins with that of the call before. Gives `{finished, open}`: the blocks that
   * are finished with it, and those behind them, of which the last may change.
   */
  grow(text) {
    this.#text = text;
    const source = text.slice(this.#start);
    const {tokens, links} = lex(source, this.#links);
    this.#links = {...links};
    const blocks = tokens.filter((token) => token.type !== 'space' && token.type !== 'def');
    // A block is finished when a whole line of the next one is there: half a line may still become part of it.
    let done = blocks.length - 1;
    let rest = '';
    for (let next = tokens.length; done > 0; done--) {
      const begin = tokens.indexOf(blocks[done]);
      rest = tokens.slice(begin, next).map((token) => token.raw).join('') + rest;
      next = begin;
      if (rest.includes('\n')) {
        break;
      }
    }
    if (done > 0) {
      this.#start = Math.max(this.#start, text.length - rest.length);
    }
    return {finished: blocks.slice(0, Math.max(0, done)), open: blocks.slice(Math.max(0, done))};
  }
}

/**
 * A text whose last line is half written, as it will probably read: what was opened is closed, and what cannot be read
 * yet is left out. So nothing flickers between its sign and its look.
 */
export function mended(text) {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  if (/^\s*([-=]{1,2}|[*+]|#{1,6}|\d{1,3}[.)]?|>|`{1,2}|\|)?\s*$/.test(lastLine)) {
    return text.slice(0, text.length - lastLine.length); // it may become a heading, a list, a table
  }
  const fences = (text.match(/^ {0,3}(```|~~~)/gm) ?? []).length;
  if (fences % 2 === 1) {
    return text;
  }
  const paragraph = text.slice(text.lastIndexOf('\n\n') + 1);
  let mend = text.replace(/!?\[[^\]\n]*$|(!?\[[^\]\n]*\])\([^)\s\n]*$/, (half, label) => (label ? label.replace(/^!?\[|\]$/g, '') : half.replace(/^!?\[/, '')));
  const withoutCode = paragraph.replace(/`[^`\n]*`/g, '');
  if ((withoutCode.match(/`/g) ?? []).length % 2 === 1) {
    return mend + '`';
  }
  if ((withoutCode.match(/\*\*/g) ?? []).length % 2 === 1) {
    mend = /\*\*$/.test(mend) ? mend.slice(0, -2) : mend.replace(/\*$/, '').replace(/\s+$/, '') + '**';
  }
  return mend;
}
