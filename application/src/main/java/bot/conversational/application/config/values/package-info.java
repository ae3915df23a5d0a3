/** Where the values of {@code config.yml} come from, and what is said of one that cannot be used. */
@NullMarked
package bot.conversational.application.config.values;

import org.jspecify.annotations.NullMarked;
