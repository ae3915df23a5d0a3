/** The frame of pages that have sections: their list at the side, or above where it is narrow, and the chosen one. */
import {html} from 'lit';
import {icon} from 'page/design/icon.js';
import {bar} from 'page/app/shell.js';

/** `sections` are `[{tab, label, icon}]`; `content` is what the chosen one shows. */
export function frame({title, base, sections, current, content}) {
  return html`
    ${bar({title: html`<h1>${title}</h1>`})}
    <div class="sections">
      <nav class="section-list" aria-label=${title}>
        ${sections.map(
          (one) => html`<a href="${base}/${one.tab}" aria-current=${one.tab === current ? 'page' : 'false'}
            >${icon(one.icon)}<span>${one.label}</span></a
          >`,
        )}
      </nav>
      <div class="section-scroll"><div class="section">${content}</div></div>
    </div>
  `;
}

/** A part of a section with its heading: `tools` are beside it, `lead` says what it is for. */
export function block({title, lead, tools, content}) {
  return html`<section class="block">
    <div class="block-head">
      <h2>${title}</h2>
      ${tools ?? ''}
    </div>
    ${lead ? html`<p class="lead">${lead}</p>` : ''} ${content}
  </section>`;
}
