/**
 * The HTTP edge. It sees the domain only: what is behind the ports is none of its business.
 */
@NullMarked
package bot.conversational.application.http;

import org.jspecify.annotations.NullMarked;
