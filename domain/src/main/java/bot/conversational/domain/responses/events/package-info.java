/** The events of a response, which follow from its answer alone: any node gives the same ones under the same numbers. */
@NullMarked
package bot.conversational.domain.responses.events;

import org.jspecify.annotations.NullMarked;
