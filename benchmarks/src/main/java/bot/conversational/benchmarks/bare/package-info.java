/**
 * Jetty and nothing else, for comparison.
 */
@NullMarked
package bot.conversational.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
