/** What the configuration makes of the modules. */
@NullMarked
package bot.conversational.application.wiring.engine;

import org.jspecify.annotations.NullMarked;
