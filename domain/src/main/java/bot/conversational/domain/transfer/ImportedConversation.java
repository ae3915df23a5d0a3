package bot.conversational.domain.transfer;

import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as another system recorded it.
 *
 * @param id its id in the source: another import under the same id adds the messages that are new
 * @param createdAt empty: that of its earliest message
 * @param updatedAt empty: that of its latest message
 * @param current the message that its reader last looked at; empty: the newest one that nothing follows
 * @param messages in any order if all have ids, else parents before their children
 */
public record ImportedConversation(
        ImportSource source,
        String id,
        Labels labels,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<String> current,
        List<Line> messages) {

    /**
     * How its user sees it in lists.
     *
     * @param pinned whether it is kept on top
     * @param archived whether it is put away
     * @param answering how it is answered
     * @param filing where it is kept
     */
    public record Labels(
            Optional<String> title, boolean pinned, boolean archived, Answering answering, ImportedFiling filing) {

        /** Of one that is answered as others are, in no folder and without tags. */
        public Labels(Optional<String> title, boolean pinned, boolean archived) {
            this(title, pinned, archived, Answering.USUAL, ImportedFiling.NONE);
        }
    }

    /**
     * How a conversation is answered, where its user said so.
     *
     * @param model that answers in it
     */
    public record Answering(Optional<String> model, Optional<String> systemPrompt) {

        public static final Answering USUAL = new Answering(Optional.empty(), Optional.empty());
    }

    /** In which folder it is, and its tags. */
    public record ImportedFiling(Optional<ImportedFolder> folder, Tags tags) {

        public static final ImportedFiling NONE = new ImportedFiling(Optional.empty(), Tags.NONE);
    }

    /**
     * A message as it was recorded.
     *
     * @param id its id there, when it has one
     * @param parent whom it follows; empty with an id is a first message, empty without follows the line before
     * @param role empty for what neither a person nor a model said and nobody needs: it is left out, and its children
     *     follow its parent
     * @param content one without parts whose text is blank is left out, too
     * @param createdAt empty: that of its parent
     * @param feedback of its user; of an answer alone
     */
    public record Line(
            Optional<String> id,
            Optional<String> parent,
            Optional<MessageRole> role,
            Content content,
            Optional<String> model,
            Optional<Instant> createdAt,
            Optional<Feedback> feedback) {

        /** One without feedback. */
        public Line(
                Optional<String> id,
                Optional<String> parent,
                Optional<MessageRole> role,
                Content content,
                Optional<String> model,
                Optional<Instant> createdAt) {
            this(id, parent, role, content, model, createdAt, Optional.empty());
        }

        /** What is shown of it. */
        public String text() {
            return content.text();
        }

        boolean isKept() {
            return role.isPresent() && !(content.text().isBlank() && content.isText());
        }

        Line withParent(Optional<String> other) {
            return new Line(id, other, role, content, model, createdAt, feedback);
        }
    }

    public ImportedConversation {
        messages = List.copyOf(messages);
    }

    /** One of which nothing is known but what was said. */
    public static ImportedConversation ofLines(String id, Optional<String> title, List<Line> messages) {
        return new ImportedConversation(
                ImportSource.LINES,
                id,
                new Labels(title, false, false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                messages);
    }
}
