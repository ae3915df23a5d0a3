package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.openai.items.ItemReader;
import bot.conversational.application.http.openai.items.MetadataReader;
import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.responses.NewResponse;
import bot.conversational.domain.responses.ResponseTerms;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A call for a response.
 *
 * @param stream whether the events are wanted
 * @param background whether the caller does not wait
 * @param store whether it is kept
 */
record ResponseRequest(NewResponse wanted, boolean stream, boolean background, boolean store) {

    private static final String PREVIOUS = "previous_response_id";
    private static final String CONVERSATION = "conversation";
    private static final long MOST_TOKENS = 1_000_000;

    /** @param model that the body names */
    static ResponseRequest read(OpenAiFields body, String model) {
        for (String name : List.of("prompt", "audio")) {
            if (body.has(name)) {
                throw OpenAiFailure.unsupported(name, "is not known here");
            }
        }
        NewResponse.Place place = place(body);
        boolean store = body.flag("store").orElse(true);
        Sampling sampling = new Sampling(
                body.number("temperature", 0, 2),
                body.whole("max_output_tokens", 1, MOST_TOKENS).map(Math::toIntExact),
                body.number("top_p", 0, 1),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean background = body.flag("background").orElse(false);
        if (!store && (background || !(place instanceof NewResponse.Place.Fresh))) {
            throw OpenAiFailure.unsupported("store", "must be true for what is read later or goes on");
        }
        ResponseTerms terms = new ResponseTerms(
                sampling,
                place instanceof NewResponse.Place.Behind(var response) ? Optional.of(response) : Optional.empty(),
                place instanceof NewResponse.Place.In,
                background,
                body.flag("parallel_tool_calls").orElse(true),
                0,
                MetadataReader.read(body));
        AnswerForm form = ResponseForm.read(body);
        GenerationOptions options = new GenerationOptions(Optional.of(model), sampling, form);
        return new ResponseRequest(
                new NewResponse(ItemReader.input(body), place, options, terms),
                body.flag("stream").orElse(false),
                background,
                store);
    }

    private static NewResponse.Place place(OpenAiFields body) {
        Optional<String> previous = body.text(PREVIOUS);
        Optional<ConversationId> conversation = body.any(CONVERSATION).map(value -> conversation(body, value));
        if (previous.isPresent() && conversation.isPresent()) {
            throw OpenAiFailure.invalid(PREVIOUS, "must not come with a conversation");
        }
        return previous.<NewResponse.Place>map(id -> new NewResponse.Place.Behind(OpenAiIds.response(id)))
                .or(() -> conversation.map(NewResponse.Place.In::new))
                .orElseGet(NewResponse.Place.Fresh::new);
    }

    private static ConversationId conversation(OpenAiFields body, JsonNode value) {
        return OpenAiIds.conversation(
                value.isTextual()
                        ? value.textValue()
                        : body.object(CONVERSATION).orElseThrow().requiredText("id"));
    }
}
