/** Starts the page: the language first, then who is logged in, then the shell. */
import {catalogue} from 'page/text/catalogue.js';
import {session} from 'page/app/session.js';
import {router} from 'page/app/router.js';
import {stayAtDrops} from 'page/app/drops.js';
import 'page/chat/drafts.js'; // which forgets them when their user logs out, whatever page that is at
import 'page/app/shell.js';

stayAtDrops();
await Promise.all([catalogue.start(), session.start()]);
router.start();
