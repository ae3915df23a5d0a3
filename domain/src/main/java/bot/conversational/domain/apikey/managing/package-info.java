/** Making, changing and ending API keys and service keys. */
@NullMarked
package bot.conversational.domain.apikey.managing;

import org.jspecify.annotations.NullMarked;
