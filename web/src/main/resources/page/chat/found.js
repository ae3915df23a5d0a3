/** Marks the words of a search in a message, without a change to its elements. */

const MOST = 500;
/** Longer than what a query may say of a word. */
const SIGNS = /[^\p{L}\p{N}\s]+/gu;

/** Marks them; an empty query takes all marks away. */
export function markFound(element, query) {
  if (!CSS.highlights) {
    return;
  }
  const words = query.replace(SIGNS, ' ').toLowerCase().split(/\s+/).filter(Boolean);
  CSS.highlights.delete('found');
  if (words.length > 0) {
    CSS.highlights.set('found', new Highlight(...ranges(element, words)));
  }
}

function ranges(element, words) {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && found.length < MOST) {
    const text = walker.currentNode.data.toLowerCase();
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && text.length === walker.currentNode.length; at = text.indexOf(word, at + 1)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        found.push(range);
      }
    }
  }
  return found;
}
