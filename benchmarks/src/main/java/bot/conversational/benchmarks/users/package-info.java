/**
 * People who chat, as a process that calls by the clock and not by the answers: an open loop. Times count from when a call
 * was due, so that a service that is late cannot make its callers polite.
 */
@NullMarked
package bot.conversational.benchmarks.users;

import org.jspecify.annotations.NullMarked;
