/** Calls that make, list, change and revoke API keys and the keys of services. */
@NullMarked
package bot.conversational.application.http.keys;

import org.jspecify.annotations.NullMarked;
