/**
 * Measures the running service from outside: what a turn costs, how many users fit, against its peers and its limit.
 */
@NullMarked
package bot.conversational.benchmarks;

import org.jspecify.annotations.NullMarked;
