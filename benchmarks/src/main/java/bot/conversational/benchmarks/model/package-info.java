/**
 * A language model that does as it is told, in a process of its own.
 */
@NullMarked
package bot.conversational.benchmarks.model;

import org.jspecify.annotations.NullMarked;
