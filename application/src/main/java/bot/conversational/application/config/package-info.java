/**
 * What {@code config.yml} says, as records whose constructors and constraints refuse bad values by name.
 */
@NullMarked
package bot.conversational.application.config;

import org.jspecify.annotations.NullMarked;
