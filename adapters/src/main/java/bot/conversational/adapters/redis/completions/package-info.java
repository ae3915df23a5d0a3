/** Answers that are in no conversation, in Redis. Their keys and contents stand with those of the package above. */
@NullMarked
package bot.conversational.adapters.redis.completions;

import org.jspecify.annotations.NullMarked;
