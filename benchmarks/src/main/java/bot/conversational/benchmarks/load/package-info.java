/**
 * Who calls: kept tools, and callers of our own where no tool can.
 */
@NullMarked
package bot.conversational.benchmarks.load;

import org.jspecify.annotations.NullMarked;
