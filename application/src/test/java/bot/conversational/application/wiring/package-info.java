/** What the configuration makes of the modules. */
@NullMarked
package bot.conversational.application.wiring;

import org.jspecify.annotations.NullMarked;
