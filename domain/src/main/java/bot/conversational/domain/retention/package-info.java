/**
 * How long conversations are kept that nobody writes in: by the service's rule, or a shorter one of their user's.
 */
@NullMarked
package bot.conversational.domain.retention;

import org.jspecify.annotations.NullMarked;
