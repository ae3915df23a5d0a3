/** Where the service's log goes. */
@NullMarked
package bot.conversational.application.logging;

import org.jspecify.annotations.NullMarked;
