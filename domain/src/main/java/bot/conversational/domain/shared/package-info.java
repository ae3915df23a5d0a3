/**
 * What every feature of the domain speaks of: failures, pages of a list, sources of ids.
 */
@NullMarked
package bot.conversational.domain.shared;

import org.jspecify.annotations.NullMarked;
