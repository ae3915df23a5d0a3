/** Copies a text to the clipboard. */
import {t} from 'page/text/catalogue.js';
import {toast} from 'page/design/toast.js';

/** Says what has come of it, and gives whether it is copied: a browser may refuse. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('action.copied'));
    return true;
  } catch {
    toast(t('action.notCopied'), {grave: true});
    return false;
  }
}
