/**
 * Responses and kept conversations, as clients of OpenAI's Responses API know them. A response is a turn of ours and has the
 * id of its answer; its conversation and its items are our conversation and its messages. What a turn does not have is
 * kept with its question, see {@link bot.conversational.domain.responses.ResponseTerms}.
 */
@NullMarked
package bot.conversational.domain.responses;

import org.jspecify.annotations.NullMarked;
