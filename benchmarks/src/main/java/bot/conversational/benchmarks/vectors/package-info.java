/**
 * Vectors of passages: many of random ones, to search among, and those that the service makes of what was said.
 */
@NullMarked
package bot.conversational.benchmarks.vectors;

import org.jspecify.annotations.NullMarked;
