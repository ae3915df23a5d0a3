/**
 * Turns the tokens of Markdown into templates: never into a string of HTML. Whatever HTML an answer has is shown as the
 * text that it is. A picture is a link, since to show it would tell its server what was read here.
 */
import {html, nothing} from 'lit';
import {icon} from 'page/design/icon.js';
import 'page/markdown/code.js';
import 'page/markdown/formula.js';

const SAFE = /^(https?:|mailto:)/i;

const ENTITIES = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0'};

/** marked leaves entities as they were written, for a browser to read; nodes take text. */
function plain(text) {
  return text.replace(/&(#?\w+);/g, (whole, name) => {
    if (name in ENTITIES) {
      return ENTITIES[name];
    }
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : name.startsWith('#') ? Number(name.slice(1)) : NaN;
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

function address(href) {
  try {
    return SAFE.test(href) ? new URL(href).href : null;
  } catch {
    return null;
  }
}

/** One block. */
export function block(token) {
  switch (token.type) {
    case 'heading':
      return heading(token);
    case 'paragraph':
      return html`<p dir="auto">${inlines(token.tokens)}</p>`;
    case 'text': // of a tight list
      return token.tokens ? inlines(token.tokens) : plain(token.text);
    case 'code':
      return html`<cb-code .lang=${token.lang ?? ''} .code=${token.text}></cb-code>`;
    case 'blockquote':
      return html`<blockquote dir="auto">${blocks(token.tokens)}</blockquote>`;
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'hr':
      return html`<hr />`;
    case 'display':
      return html`<cb-formula .tex=${token.text} .display=${true}></cb-formula>`;
    case 'html':
      return html`<p class="raw" dir="auto">${token.raw.trimEnd()}</p>`;
    case 'space':
    case 'def':
    case 'checkbox': // its item shows it
      return nothing;
    default:
      return html`<p dir="auto">${token.raw}</p>`;
  }
}

export function blocks(tokens) {
  return tokens.map(block);
}

/** Two levels lower than written: the page has headings of its own. */
function heading({depth, tokens}) {
  const content = inlines(tokens);
  switch (depth) {
    case 1:
      return html`<h3 class="h1" dir="auto">${content}</h3>`;
    case 2:
      return html`<h4 class="h2" dir="auto">${content}</h4>`;
    default:
      return html`<h5 class="h3" dir="auto">${content}</h5>`;
  }
}

function list(token) {
  const items = token.items.map(
    (item) => html`<li dir="auto" class=${item.task ? 'task' : nothing}>
      ${item.task ? html`<span class="box ${item.checked ? 'done' : ''}" role="img" aria-label=${item.checked ? '✓' : '–'}></span>` : nothing}${blocks(item.tokens)}
    </li>`,
  );
  return token.ordered ? html`<ol start=${token.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function table({header, rows, align}) {
  const side = (column) => (align[column] ? `to-${align[column]}` : nothing);
  return html`<div class="table" tabindex="0" role="group">
    <table dir="auto">
      <thead>
        <tr>${header.map((cell, column) => html`<th scope="col" class=${side(column)}>${inlines(cell.tokens)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${side(column)}>${inlines(cell.tokens)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function inlines(tokens) {
  return tokens.map(inline);
}

function inline(token) {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens) : plain(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return html`<strong>${inlines(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inlines(token.tokens)}</em>`;
    case 'del':
      return html`<s>${inlines(token.tokens)}</s>`;
    case 'codespan':
      return html`<code dir="ltr">${token.text}</code>`;
    case 'br':
      return html`<br />`;
    case 'link':
      return link(token);
    case 'image':
      return image(token);
    case 'formula':
      return html`<cb-formula .tex=${token.text}></cb-formula>`;
    case 'checkbox':
      return nothing;
    default: // HTML, and whatever else
      return token.raw;
  }
}

function link(token) {
  const href = address(token.href);
  return href
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${token.title ?? href}>${inlines(token.tokens)}</a>`
    : html`<span title=${token.href}>${inlines(token.tokens)}</span>`;
}

function image(token) {
  const href = address(token.href);
  const text = plain(token.text) || token.href;
  return href
    ? html`<a class="picture" href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${href}>${icon('file')}${text}</a>`
    : text;
}
