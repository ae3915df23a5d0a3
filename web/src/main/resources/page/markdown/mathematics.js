/** Formulas in Markdown: `$x$`, `$$x$$`, `\(x\)` and `\[x\]`. `$5 and $6` are prices. */

const INLINE = /^(?:\$(?!\s|\$)((?:\\.|[^\\\n$])+?)(?<!\s)\$(?!\d)|\\\(((?:\\(?!\))|[^\\\n])+?)\\\))/;
const DISPLAY = /^(?:\$\$((?:\\.|[^\\$])+?)\$\$|\\\[((?:\\(?!\])|[^\\])+?)\\\])[ \t]*(?:\n|$)/;

export const mathematics = [
  {
    name: 'display',
    level: 'block',
    start: (source) => source.match(/(?:^|\n)(?:\$\$|\\\[)/)?.index,
    tokenizer(source) {
      const found = DISPLAY.exec(source);
      return found ? {type: 'display', raw: found[0], text: (found[1] ?? found[2]).trim()} : undefined;
    },
  },
  {
    name: 'formula',
    level: 'inline',
    start: (source) => source.match(/\$|\\\(|\\\[/)?.index,
    tokenizer(source) {
      const found = /^\$\$/.test(source) || source.startsWith('\\[') ? DISPLAY.exec(source) : INLINE.exec(source);
      return found ? {type: 'formula', raw: found[0], text: (found[1] ?? found[2]).trim()} : undefined;
    },
  },
];
