package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A user's question, or the results of the tools that the answer before it called.
 *
 * @param content text of 1 to 32,000 characters, also beside images and files; or nothing but results
 */
public record Question(Content content, Parent parent, GenerationOptions options) {

    private static final int MOST_PARTS = 200;
    private static final int LONGEST_RESULTS = 500_000;

    public Question {
        if (content.isText()) {
            Text.visible("content", Text.checked("content", content.text(), 1, Message.MAX_CONTENT));
        } else {
            checkParts(content);
        }
    }

    public Question(String content, Parent parent, GenerationOptions options) {
        this(new Content(content, List.of()), parent, options);
    }

    /**
     * The part of the question that, with the context, decides the answer: equal digests mean equal questions.
     *
     * @param defaultModel that answers where neither question nor conversation name one
     */
    public Digest digest(String defaultModel) {
        List<String> texts = new ArrayList<>(List.of(content.text(), defaultModel));
        texts.addAll(options.texts());
        if (!content.isText()) {
            texts.add(AnswerLog.of(content).from(0));
        }
        return Digest.of(texts);
    }

    /**
     * Checks that there is one result for each call of the answer before, or none at all.
     *
     * @param before what the question follows
     * @throws DomainException.Invalid when one is missing, doubled or unknown
     */
    public void checkFollows(Content before) {
        List<Part.ToolResult> results = content.all(Part.ToolResult.class);
        if (results.isEmpty()) {
            return;
        }
        Set<String> open = new HashSet<>();
        before.all(Part.ToolCall.class).forEach(call -> open.add(call.callId()));
        for (Part.ToolResult result : results) {
            if (!open.remove(result.callId())) {
                throw new DomainException.Invalid("parts", "must have one result for each call of the answer before");
            }
        }
        if (!open.isEmpty()) {
            throw new DomainException.Invalid("parts", "must have a result for every call of the answer before");
        }
    }

    private static void checkParts(Content content) {
        List<Part> parts = content.parts();
        if (parts.size() > MOST_PARTS) {
            throw new DomainException.Invalid("parts", "must be at most " + MOST_PARTS);
        }
        Text.checked("parts", content.text(), 0, Message.MAX_CONTENT);
        List<Part.ToolResult> results = content.all(Part.ToolResult.class);
        if (!results.isEmpty() && results.size() < parts.size()) {
            throw new DomainException.Invalid("parts", "must be all results of tools, or none");
        }
        if (results.stream().mapToLong(result -> result.content().length()).sum() > LONGEST_RESULTS) {
            throw new DomainException.Invalid(
                    "parts", "must have results of at most " + LONGEST_RESULTS + " characters");
        }
        if (parts.stream().allMatch(part -> part instanceof Part.Data || part instanceof Part.Text)
                && content.text().isBlank()) {
            throw new DomainException.Invalid("parts", "must say something");
        }
        for (Part part : parts) {
            if (part instanceof Part.Reasoning || part instanceof Part.ToolCall || part instanceof Part.Source) {
                throw new DomainException.Invalid("parts", "must be of a kind that a user can send");
            }
        }
    }
}
