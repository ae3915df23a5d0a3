package bot.conversational.domain.transfer;

import bot.conversational.domain.llm.MessageRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as another system recorded it.
 *
 * @param id its id in the source: an import under the same id changes nothing
 * @param messages parents before their children
 */
public record ImportedConversation(String id, Optional<String> title, List<Line> messages) {

    /**
     * A message as it was recorded.
     *
     * @param id its id there, when it has one
     * @param parent whom it follows; empty with an id is a first message, empty without follows the line before
     * @param role empty for what neither a person nor a model said, such as the result of a tool: it is left out, and
     *     its children follow its parent
     * @param text one that is blank is left out, too
     */
    public record Line(
            Optional<String> id,
            Optional<String> parent,
            Optional<MessageRole> role,
            String text,
            Optional<Instant> createdAt) {

        boolean isKept() {
            return role.isPresent() && !text.isBlank();
        }
    }

    public ImportedConversation {
        messages = List.copyOf(messages);
    }
}
