/**
 * Commands of the jar beside {@code server}, {@code check} and {@code db}: what operators do before anybody can log in.
 */
@NullMarked
package bot.conversational.application.cli;

import org.jspecify.annotations.NullMarked;
