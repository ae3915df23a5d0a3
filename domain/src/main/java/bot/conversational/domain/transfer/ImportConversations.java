package bot.conversational.domain.transfer;

import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports conversations that other systems recorded, with the dates they had there. A repeat changes nothing, so that
 * an import that broke off is simply started again.
 */
public final class ImportConversations {

    /**
     * The outcome of an import.
     *
     * @param imported which were added
     * @param unchanged which were there already
     * @param skipped conversations that cannot be stored, or have no messages
     * @param messages in those imported
     */
    public record Outcome(int imported, int unchanged, int skipped, int messages) {

        public static final Outcome NONE = new Outcome(0, 0, 0, 0);

        public Outcome plus(Outcome other) {
            return new Outcome(
                    imported + other.imported,
                    unchanged + other.unchanged,
                    skipped + other.skipped,
                    messages + other.messages);
        }
    }

    private final ConversationArchive archive;
    private final ConversationImporter importer;

    public ImportConversations(ConversationArchive archive, TokenCounter tokens, InstantSource clock) {
        this.archive = archive;
        this.importer = new ConversationImporter(tokens, clock);
    }

    /**
     * Imports some conversations in one transaction: a few dozen at a time, so that none takes long.
     *
     * @throws DomainException.Unavailable when the store is unavailable; nothing was imported
     */
    public Outcome add(UserId user, List<ImportedConversation> conversations) {
        List<Transcript> transcripts = new ArrayList<>();
        for (ImportedConversation conversation : conversations) {
            try {
                importer.toTranscript(user, conversation).ifPresent(transcripts::add);
            } catch (DomainException.Invalid | DomainException.Malformed cannotBeKept) {
                continue;
            }
        }
        var added = transcripts.isEmpty() ? List.of() : List.copyOf(archive.addAll(transcripts));
        int messages = transcripts.stream()
                .filter(it -> added.contains(it.conversation().id()))
                .mapToInt(it -> it.messages().size())
                .sum();
        return new Outcome(
                added.size(), transcripts.size() - added.size(), conversations.size() - transcripts.size(), messages);
    }
}
