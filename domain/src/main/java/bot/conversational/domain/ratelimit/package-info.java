/**
 * How often a caller may do what: token buckets.
 */
@NullMarked
package bot.conversational.domain.ratelimit;

import org.jspecify.annotations.NullMarked;
