package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Delta;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads OpenAI's chat completions for a caller who wants them as they are, in chunks or whole. They get the service's id,
 * time and name of the model. Chunks that say nothing yet wait for the first that does, so that a model that fails before
 * can be asked again.
 */
final class ForeignChunks implements ChunkReader {

    private static final Set<String> PLAIN = Set.of("role", "content", "refusal");

    private final Answer answer;
    private final String model;
    private final Verbatim wanted;
    private final List<Delta.Foreign> waiting = new ArrayList<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> begun = new HashSet<>();
    private final ForeignWhole whole = new ForeignWhole();
    private String reason = "";
    private boolean began;

    /** @param model by its name in the configuration */
    ForeignChunks(Answer answer, String model, Verbatim wanted) {
        this.answer = answer;
        this.model = model;
        this.wanted = wanted;
    }

    @Override
    public void read(JsonParser json) throws IOException {
        JsonNode chunk = Json.tree(json);
        if (ToldError.isOne(chunk.path("error"))) {
            answer.told(chunk.path("error"));
        } else if (chunk.path("object").asText().equals("error")) {
            answer.fail(ToldError.failure(chunk.path("code")));
        } else if (chunk instanceof ObjectNode object) {
            read(object);
        }
    }

    private void read(ObjectNode chunk) throws IOException {
        readUsage(chunk.path("usage"));
        boolean onlyUsage = !(chunk.path("choices") instanceof ArrayNode choices) || choices.isEmpty();
        if (onlyUsage
                && !whole.isBegun()
                && !(wanted.usageWanted() && chunk.path("usage").isObject())) {
            return;
        }
        boolean inPieces = chunk.path("choices").valueStream().anyMatch(choice -> choice.has("delta"));
        if (wanted.streamed() && !inPieces) {
            ForeignWhole.takeApart(chunk);
        }
        StringBuilder text = new StringBuilder();
        boolean plain = true;
        boolean says = false;
        for (JsonNode choice : chunk.path("choices")) {
            JsonNode delta = choice.path(choice.has("delta") ? "delta" : "message");
            int index = choice.path("index").asInt();
            begun.add(index);
            if (index == 0 && delta.path("content").isTextual()) {
                text.append(delta.path("content").textValue());
            }
            plain &= isPlain(choice, delta);
            says |= isSaid(delta);
            finish(index, choice.path("finish_reason"));
        }
        if (!wanted.streamed() && (inPieces || whole.isBegun())) {
            whole.add(chunk);
            return;
        }
        stamp(chunk, onlyUsage);
        Delta.Foreign piece = new Delta.Foreign(chunk.toString(), text.toString(), plain);
        if (says || !finished.isEmpty() || onlyUsage) {
            begin();
            answer.foreign(piece);
        } else if (began) {
            answer.foreign(piece);
        } else {
            waiting.add(piece);
        }
        if (!wanted.streamed() && isFinished()) {
            answer.end();
        }
    }

    /** Some servers stream, whatever is asked; some do not say how many answers they give. */
    @Override
    public void end() {
        if (whole.isBegun() && isEveryEndKnown()) {
            ObjectNode object = whole.object();
            stamp(object, false);
            answer.foreign(new Delta.Foreign(object.toString(), whole.text(), false));
        }
        if (isEveryEndKnown()) {
            answer.finish(reason);
        }
    }

    private boolean isEveryEndKnown() {
        return !finished.isEmpty() && finished.containsAll(begun);
    }

    private void begin() {
        began = true;
        waiting.forEach(answer::foreign);
        waiting.clear();
    }

    /** The end of one of several answers is not that of all. */
    private void finish(int index, JsonNode word) {
        if (word.isTextual() && !FinishWords.isNone(word.textValue())) {
            if (finished.add(index) && (index == 0 || reason.isEmpty())) {
                reason = word.textValue();
            }
            if (isFinished()) {
                answer.finish(reason);
            }
        }
    }

    private boolean isFinished() {
        return !finished.isEmpty() && finished.size() >= Math.max(wanted.answers(), begun.size());
    }

    private void stamp(ObjectNode chunk, boolean onlyUsage) {
        chunk.put("id", wanted.stamp().id());
        chunk.put("object", wanted.streamed() ? "chat.completion.chunk" : "chat.completion");
        chunk.put("created", wanted.stamp().created());
        chunk.put("model", model);
        if (wanted.streamed() && !onlyUsage) {
            if (wanted.usageWanted()) {
                chunk.putNull("usage"); // it comes by itself, behind everything
            } else {
                chunk.remove("usage");
            }
        }
    }

    private void readUsage(JsonNode usage) throws IOException {
        if (usage.isObject()) {
            try (JsonParser again = usage.traverse()) {
                again.nextToken();
                answer.usage().read(again);
            }
        }
    }

    private static boolean isPlain(JsonNode choice, JsonNode delta) {
        for (Map.Entry<String, JsonNode> field : delta.properties()) {
            if (!PLAIN.contains(field.getKey()) && !isEmpty(field.getValue())) {
                return false;
            }
        }
        return isEmpty(delta.path("refusal")) && isEmpty(choice.path("logprobs"));
    }

    private static boolean isSaid(JsonNode delta) {
        for (Map.Entry<String, JsonNode> field : delta.properties()) {
            if (!field.getKey().equals("role") && !isEmpty(field.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }
}
