package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.GenerationOptions;
import java.util.List;

/**
 * A response that somebody asks for.
 *
 * @param input ends with what is answered: a user's message, or results of tools
 * @param options without notes
 */
public record NewResponse(List<InputItem> input, Place place, GenerationOptions options, ResponseTerms terms) {

    /** Where it is wanted. */
    public sealed interface Place {

        /** In a conversation of its own. */
        record Fresh() implements Place {}

        /** Behind an earlier response; twice behind the same makes branches. */
        record Behind(MessageId response) implements Place {}

        /** Behind the newest message of the newest branch. */
        record In(ConversationId conversation) implements Place {}
    }

    public NewResponse {
        input = List.copyOf(input);
    }

    /** What is wanted, with the terms. */
    public AnswerForm form() {
        return options(0).form();
    }

    /** The options with what is kept with the question. */
    GenerationOptions options(int given) {
        AnswerForm form = options.form();
        return options.in(new AnswerForm(
                form.tools(),
                form.format(),
                form.instructions(),
                terms.withGiven(given).notes()));
    }
}
