/**
 * What administrators do: they invite users, change their rights and limits, and read what was done. They never see
 * messages.
 */
@NullMarked
package bot.conversational.domain.administration;

import org.jspecify.annotations.NullMarked;
