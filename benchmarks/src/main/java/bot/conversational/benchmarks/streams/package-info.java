/**
 * Many streams of events at once, held by a process of its own: what one costs while nothing is said, and while it runs.
 */
@NullMarked
package bot.conversational.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
