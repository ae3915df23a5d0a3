/** What the state of the service says, brought by its section. */
import {catalogue} from 'page/text/catalogue.js';
import english from 'page/admin/text/en.js';

await catalogue.add({en: async () => english, de: async () => (await import('page/admin/text/de.js')).default});
