/**
 * Sockets and clocks on one thread: thousands of streams at once for a small, known share of a processor, so that what is
 * measured is the service and not who calls it. HTTP/1.1 as far as the two ends here need it.
 */
@NullMarked
package bot.conversational.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
