/**
 * What all circuit breakers need before the first of them opens.
 */
@NullMarked
package bot.conversational.adapters.breaker;

import org.jspecify.annotations.NullMarked;
