/**
 * What was seen, as tables for people and JSON for programs.
 */
@NullMarked
package bot.conversational.benchmarks.report;

import org.jspecify.annotations.NullMarked;
