package bot.conversational.domain.responses;

import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.llm.AnswerForm;

/**
 * A response whose answer can be read.
 *
 * @param wanted what its question wanted
 */
public record RespondingTurn(TurnReader turn, AnswerForm wanted) {}
