/** The configuration, as it is written and as it is read. */
@NullMarked
package bot.conversational.application.config;

import org.jspecify.annotations.NullMarked;
