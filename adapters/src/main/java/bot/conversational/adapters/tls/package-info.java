/** Connections to engines that are encrypted and checked. */
@NullMarked
package bot.conversational.adapters.tls;

import org.jspecify.annotations.NullMarked;
