/**
 * What is measured: engines, nodes of the service, peers, each a process.
 */
@NullMarked
package bot.conversational.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
