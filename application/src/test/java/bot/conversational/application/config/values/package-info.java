/** The configuration, as it is written and as it is read. */
@NullMarked
package bot.conversational.application.config.values;

import org.jspecify.annotations.NullMarked;
