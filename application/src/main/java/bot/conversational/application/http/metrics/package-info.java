/** What is counted and timed of the calls, for Prometheus. docs/metrics.md lists it. */
@NullMarked
package bot.conversational.application.http.metrics;

import org.jspecify.annotations.NullMarked;
