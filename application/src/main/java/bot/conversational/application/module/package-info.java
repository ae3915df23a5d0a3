/**
 * The words in which the modules of the wiring declare what they bring; it knows nothing of any of them.
 */
@NullMarked
package bot.conversational.application.module;

import org.jspecify.annotations.NullMarked;
