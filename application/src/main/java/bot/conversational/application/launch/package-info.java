/** The jar's entry, compiled for Java 8: an old Java runs it and is told what the service needs. */
@NullMarked
package bot.conversational.application.launch;

import org.jspecify.annotations.NullMarked;
