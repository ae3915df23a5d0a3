/** The parts of messages, the tools and the formats of answers, on the wire. */
@NullMarked
package bot.conversational.application.http.parts;

import org.jspecify.annotations.NullMarked;
