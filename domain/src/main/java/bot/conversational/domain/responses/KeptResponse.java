package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.AnswerForm;

/**
 * A response as it is at a moment.
 *
 * @param answer with what there is of it
 * @param wanted what its question wanted
 */
public record KeptResponse(Message answer, AnswerForm wanted) {

    public ResponseTerms terms() {
        return ResponseTerms.of(wanted.notes());
    }
}
