/** What a message consists of besides text: thoughts, calls of tools, files, sources. */
import {html, nothing} from 'lit';
import {t} from 'page/text/catalogue.js';
import {icon} from 'page/design/icon.js';
import 'page/markdown/markdown.js';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** A part. `live`: it is being written, and is the last one. `files`: where its files are, other than the user's own. */
export function part(one, {live = false, plain = false, files} = {}) {
  switch (one.type) {
    case 'text':
      return plain
        ? html`<p class="plain" dir="auto">${one.text}</p>`
        : html`<cb-markdown .text=${one.text} .live=${live}></cb-markdown>`; // the text first: its last words are then added to what is there
    case 'reasoning':
      return folded('person', live ? t('chat.thinking') : t('chat.reasoning'), html`<p class="plain" dir="auto">${one.text}</p>`, live);
    case 'tool_call':
      return folded('tool', t('chat.tool', {name: one.name}), html`<cb-code .lang=${'json'} .code=${pretty(one.arguments)}></cb-code>`);
    case 'tool_result':
      return folded(one.isError ? 'warning' : 'tool', t('chat.toolResult'), html`<p class="plain" dir="auto">${one.content}</p>`);
    case 'image':
    case 'file':
      return attachment(one, files);
    case 'source':
      return source(one);
    case 'data':
      return folded('code', one.name, html`<cb-code .lang=${'json'} .code=${JSON.stringify(one.value, null, 2)}></cb-code>`);
    default:
      return nothing;
  }
}

function folded(sign, title, content, busy = false) {
  return html`<details class="folded ${busy ? 'busy' : ''}">
    <summary>${icon(sign)}<span dir="auto">${title}</span></summary>
    <div class="inside">${content}</div>
  </details>`;
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** A file of the user's own is shown or offered; an address of others is a link, and is never fetched. */
export function attachment({type, mediaType, name, blob, url}, files = '/api/v1/files') {
  const label = name ?? t(type === 'image' ? 'chat.image' : 'chat.file');
  if (blob && PICTURES.has(mediaType)) {
    return html`<a class="attached" href="${files}/${blob}" target="_blank" rel="noopener"
      ><img src="${files}/${blob}" alt=${label} loading="lazy"
    /></a>`;
  }
  if (blob) {
    return html`<a class="attached file" href="${files}/${blob}" download=${name ?? ''}>${icon('file')}<span dir="auto">${label}</span></a>`;
  }
  return url?.startsWith('https:')
    ? html`<a class="attached file" href=${url} target="_blank" rel="noopener noreferrer">${icon('file')}<span dir="auto">${label}</span></a>`
    : html`<span class="attached file">${icon('file')}<span dir="auto">${label}</span></span>`;
}

function source({url, title, quote}) {
  const label = title ?? url ?? t('chat.source');
  return html`<div class="source">
    ${/^https?:/.test(url ?? '') ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${label}</a>` : html`<span>${label}</span>`}
    ${quote ? html`<q dir="auto">${quote}</q>` : nothing}
  </div>`;
}
