/** Configuration of what users give away: shares and exports. */
@NullMarked
package bot.conversational.application.config.given;

import org.jspecify.annotations.NullMarked;
