/** What the pages of the account, the administration and of shares say: added to the catalogue with the first of them. */
import {catalogue} from 'page/text/catalogue.js';
import en from 'page/account/text/en.js';

await catalogue.add({en: async () => en, de: async () => (await import('page/account/text/de.js')).default});
