/** The HTTP edge. It sees the domain only, never the implementations of its ports. */
@NullMarked
package bot.conversational.application.http;

import org.jspecify.annotations.NullMarked;
