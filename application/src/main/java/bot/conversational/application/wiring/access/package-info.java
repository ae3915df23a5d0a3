/** One module for each capability that has to do with who may call, and how much. */
@NullMarked
package bot.conversational.application.wiring.access;

import org.jspecify.annotations.NullMarked;
