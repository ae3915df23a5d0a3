/** The contents of {@code config.yml}, as records whose constructors and constraints refuse invalid values by name. */
@NullMarked
package bot.conversational.application.config;

import org.jspecify.annotations.NullMarked;
