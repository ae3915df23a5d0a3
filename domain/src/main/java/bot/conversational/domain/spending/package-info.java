/**
 * What the answers of models cost, by user and time.
 */
@NullMarked
package bot.conversational.domain.spending;

import org.jspecify.annotations.NullMarked;
