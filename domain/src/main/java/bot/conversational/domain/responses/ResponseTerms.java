package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Sampling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a response was asked for with, so that it can be shown again. It is kept with the question, as notes.
 *
 * @param sampling of which the temperature, the top p and the length are kept
 * @param previous response that was named as the one before
 * @param inConversation whether a conversation was named
 * @param background whether the call did not wait
 * @param parallelCalls whether several tools may be called at once
 * @param given how many messages came with the question and stand right before it
 */
public record ResponseTerms(
        Sampling sampling,
        Optional<MessageId> previous,
        boolean inConversation,
        boolean background,
        boolean parallelCalls,
        int given,
        Metadata metadata) {

    /** Of an answer that was asked for by another way. */
    public static final ResponseTerms NONE =
            new ResponseTerms(Sampling.NONE, Optional.empty(), false, false, true, 0, Metadata.NONE);

    private static final String TEMPERATURE = "temperature";
    private static final String TOP_P = "topP";
    private static final String MAX_TOKENS = "maxTokens";
    private static final String PREVIOUS = "previous";
    private static final String IN_CONVERSATION = "inConversation";
    private static final String BACKGROUND = "background";
    private static final String PARALLEL_CALLS = "parallelCalls";
    private static final String GIVEN = "given";
    private static final String METADATA = "metadata.";

    public ResponseTerms withGiven(int messages) {
        return new ResponseTerms(sampling, previous, inConversation, background, parallelCalls, messages, metadata);
    }

    /** As {@link #of} reads them. */
    public Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        sampling.temperature().ifPresent(value -> notes.put(TEMPERATURE, value.toString()));
        sampling.topP().ifPresent(value -> notes.put(TOP_P, value.toString()));
        sampling.maxTokens().ifPresent(value -> notes.put(MAX_TOKENS, value.toString()));
        previous.ifPresent(id -> notes.put(PREVIOUS, id.toString()));
        notes.put(IN_CONVERSATION, String.valueOf(inConversation));
        notes.put(BACKGROUND, String.valueOf(background));
        notes.put(PARALLEL_CALLS, String.valueOf(parallelCalls));
        notes.put(GIVEN, String.valueOf(given));
        metadata.pairs().forEach((key, value) -> notes.put(METADATA + key, value));
        return notes;
    }

    public static ResponseTerms of(Map<String, String> notes) {
        if (!notes.containsKey(GIVEN)) {
            return NONE;
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        notes.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        Sampling sampling = new Sampling(
                note(notes, TEMPERATURE).map(Double::valueOf),
                note(notes, MAX_TOKENS).map(Integer::valueOf),
                note(notes, TOP_P).map(Double::valueOf),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ResponseTerms(
                sampling,
                note(notes, PREVIOUS).map(UUID::fromString).map(MessageId::new),
                note(notes, IN_CONVERSATION).map(Boolean::valueOf).orElse(false),
                note(notes, BACKGROUND).map(Boolean::valueOf).orElse(false),
                note(notes, PARALLEL_CALLS).map(Boolean::valueOf).orElse(true),
                note(notes, GIVEN).map(Integer::valueOf).orElse(0),
                new Metadata(metadata));
    }

    private static Optional<String> note(Map<String, String> notes, String name) {
        return Optional.ofNullable(notes.get(name));
    }
}
