package bot.conversational.domain.responses;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message of a caller's input, before it has a place.
 *
 * @param from the message of ours that it was taken from, if from one alone
 */
record Spoken(MessageRole role, Content content, Optional<MessageId> from) {

    /** Whether the other one goes on with what is said here: thoughts, texts and calls, or results of several calls. */
    boolean goesOnWith(Spoken next) {
        return role == next.role && (role == MessageRole.ASSISTANT || role == MessageRole.TOOL);
    }

    Spoken with(Spoken next) {
        List<Part> parts = new ArrayList<>(content.inParts());
        List<Part> more = next.content.inParts();
        if (!parts.isEmpty()
                && !more.isEmpty()
                && parts.getLast() instanceof Part.Text
                && more.getFirst() instanceof Part.Text) {
            parts.add(new Part.Text("\n\n"));
        }
        parts.addAll(more);
        return new Spoken(role, Content.of(parts), from.equals(next.from) ? from : Optional.empty());
    }
}
