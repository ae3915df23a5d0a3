/**
 * The colours of code, by Prism's grammars. A grammar is loaded when code in its language is first shown, with those that
 * it builds on. Prism gives tokens here, and nodes are made of those.
 */

/** Of Prism's own tables: its languages with their names, aliases and needs. */
let languages = null;
const byAlias = new Map();
const loading = new Map();

async function start() {
  // Without `manual` it would colour the document by itself, by way of HTML. Its grammars look for it by its global name.
  globalThis.Prism = {manual: true, disableWorkerMessageHandler: true};
  globalThis.global ??= globalThis;
  const [, table] = await Promise.all([import('prismjs/components/prism-core.min.js'), tableOfLanguages()]);
  languages = table;
  for (const [id, {alias = []}] of Object.entries(languages)) {
    for (const name of [id, ...[alias].flat()]) {
      byAlias.set(name, id);
    }
  }
}

async function tableOfLanguages() {
  const response = await fetch(import.meta.resolve('prismjs/components.json'));
  return (await response.json()).languages;
}

let started = null;

async function load(id) {
  if (!loading.has(id)) {
    loading.set(id, (async () => {
      const {require = [], optional = []} = languages[id];
      for (const other of [require].flat()) {
        await load(other);
      }
      for (const other of [optional].flat()) {
        await loading.get(other);
      }
      await import(`prismjs/components/prism-${id}.min.js`);
    })());
  }
  return loading.get(id);
}

/** A language's name for people, as far as it is known by now. */
export function named(name) {
  const id = byAlias.get(name.toLowerCase());
  return (id && languages?.[id]?.title) || name;
}

/** A fragment with the coloured code, or null when its language is not known. */
export async function colour(code, language) {
  const name = language.trim().split(/[\s,{]/)[0].toLowerCase();
  try {
    await (started ??= start());
    const id = byAlias.get(name);
    if (!id) {
      return null;
    }
    await load(id);
    const {Prism} = globalThis;
    const run = {code, grammar: Prism.languages[name] ?? Prism.languages[id], language: id};
    if (!run.grammar) {
      return null;
    }
    Prism.hooks.run('before-tokenize', run);
    run.tokens = Prism.tokenize(run.code, run.grammar);
    Prism.hooks.run('after-tokenize', run);
    const fragment = document.createDocumentFragment();
    add(fragment, run.tokens);
    return fragment;
  } catch (failure) {
    console.warn(`code in ${name} has no colours`, failure);
    return null;
  }
}

function add(parent, token) {
  if (typeof token === 'string') {
    parent.append(token);
  } else if (Array.isArray(token)) {
    token.forEach((one) => add(parent, one));
  } else {
    const span = document.createElement('span');
    span.className = `of-${token.type}`;
    add(span, token.content);
    parent.append(span);
  }
}
