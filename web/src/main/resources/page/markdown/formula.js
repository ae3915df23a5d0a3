/**
 * A formula: `<cb-formula .tex .display>`. KaTeX is loaded when the first one is shown. It reads the formula; what it
 * read is made into MathML here, node by node, without styles, which the page's policy forbids.
 */
import {PageElement, html} from 'page/design/element.js';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

let katex = null;

class Formula extends PageElement {
  static properties = {tex: {attribute: false}, display: {attribute: false}};

  async updated() {
    const {tex, display} = this;
    try {
      katex ??= (await import('katex')).default;
      const tree = katex.__renderToDomTree(tex, {
        output: 'mathml',
        displayMode: Boolean(display),
        throwOnError: true,
        strict: 'ignore',
        trust: false,
        maxExpand: 500,
        maxSize: 20,
      });
      const math = find(tree);
      if (math && this.tex === tex) {
        this.$('span').replaceChildren(made(math));
      }
    } catch {
      // It stays as it was written.
    }
  }

  render() {
    return html`<span class=${this.display ? 'formula display' : 'formula'} dir="ltr" .textContent=${this.tex}></span>`;
  }
}

function find(node) {
  return node.type === 'math' ? node : (node.children ?? []).map(find).find(Boolean);
}

function made(node) {
  if (node.text !== undefined && !node.children) {
    return document.createTextNode(node.toText ? node.toText() : node.text);
  }
  if (node.type === undefined) {
    const all = document.createDocumentFragment();
    all.append(...(node.children ?? []).map(made));
    return node.character || node.width !== undefined ? space(node) : all;
  }
  const element = document.createElementNS(MATHML, node.type);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (name !== 'style' && !/^on|href/i.test(name)) {
      element.setAttribute(name, value);
    }
  }
  if (node.type === 'annotation') {
    return document.createTextNode('');
  }
  element.append(...(node.children ?? []).map(made));
  return element;
}

function space(node) {
  const element = document.createElementNS(MATHML, 'mspace');
  element.setAttribute('width', `${node.width}em`);
  return element;
}
customElements.define('cb-formula', Formula);
