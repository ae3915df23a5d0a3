/**
 * How the service does, for administrators who look at no metrics: put together of what the node knows anyway.
 */
@NullMarked
package bot.conversational.application.state;

import org.jspecify.annotations.NullMarked;
