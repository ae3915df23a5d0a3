/** Shares and exports over HTTP. */
@NullMarked
package bot.conversational.application.service.moving;

import org.jspecify.annotations.NullMarked;
