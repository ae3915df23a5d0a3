package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.chat.completion.CompletionRequest;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.llm.ModelCatalog.Model;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a body asks for.
 *
 * @param ignored names of fields that the model is not told of; empty when there is none
 */
record ChatRequest(OpenAiBody body, Model model, Prompt prompt, Verbatim wanted, String ignored) {

    private static final int MOST_ANSWERS = 128;

    /** Nothing of these decides what is answered. */
    private static final List<String> BESIDE = List.of("stream", "stream_options", "user", "store", "metadata", "n");

    static ChatRequest of(OpenAiBody body, Model model, PromptWriter prompts, Verbatim.Stamp stamp) {
        OpenAiFields fields = body.fields();
        boolean verbatim = model.provider() == Provider.OPENAI;
        int answers = fields.whole("n", 1, MOST_ANSWERS).orElse(1L).intValue();
        boolean streamed = fields.flag("stream").orElse(false);
        boolean usage = fields.object("stream_options")
                .flatMap(options -> options.flag("include_usage"))
                .orElse(false);
        Verbatim wanted =
                new Verbatim(verbatim ? body.json().toString() : "", streamed, usage, verbatim ? answers : 1, stamp);
        List<OpenAiFields> messages = messages(fields, verbatim);
        Prompt prompt =
                verbatim ? prompts.roughly(model, fields, messages, wanted) : prompts.exactly(model, fields, messages);
        return new ChatRequest(body, model, prompt, wanted, IgnoredParameters.of(fields, model.provider()));
    }

    private static List<OpenAiFields> messages(OpenAiFields fields, boolean verbatim) {
        if (!fields.has("messages")) {
            throw OpenAiFailure.missing("messages");
        }
        List<OpenAiFields> messages = fields.objects("messages");
        if (messages.isEmpty() && !verbatim) {
            throw OpenAiFailure.invalid("messages", "must have one at least");
        }
        return messages;
    }

    /**
     * The request of a caller.
     *
     * @param key empty when a repeat of the call is another one
     * @param mayBeKnown false when the answer is to be made anew
     */
    CompletionRequest by(UserId user, Optional<IdempotencyKey> key, boolean mayBeKnown) {
        Optional<KeyedRequest> keyed = key.map(name -> new KeyedRequest(
                name, Digest.of(List.of(ChatCompletionResource.PATH, body.json().toString()))));
        boolean known = mayBeKnown && isAlwaysAnsweredAlike();
        return new CompletionRequest(user, prompt, keyed, known ? Optional.of(digest()) : Optional.empty());
    }

    private boolean isAlwaysAnsweredAlike() {
        OpenAiFields fields = body.fields();
        boolean cold = fields.any("temperature")
                .filter(value -> value.isNumber() && value.doubleValue() == 0)
                .isPresent();
        return cold
                && wanted.answers() == 1
                && fields.object().path("tools").isEmpty()
                && fields.object().path("functions").isEmpty();
    }

    private Digest digest() {
        ObjectNode decisive = body.json().deepCopy();
        decisive.remove(BESIDE);
        return Digest.of(List.of(model.name(), decisive.toString()));
    }

    CompletionForm form() {
        return wanted.streamed() ? new ChunkForm(model.name(), wanted) : new WholeForm(wanted.stamp());
    }

    @Override
    public String toString() {
        return "ChatRequest[redacted]";
    }
}
