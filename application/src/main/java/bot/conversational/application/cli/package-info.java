/**
 * Commands of the jar for the operator, in addition to {@code server}, {@code check} and {@code db}. They print results
 * on standard output and a progress bar on standard error.
 */
@NullMarked
package bot.conversational.application.cli;

import org.jspecify.annotations.NullMarked;
