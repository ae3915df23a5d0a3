package bot.conversational.domain.transfer;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ConversationArchive.Taken;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Imports conversations that other systems recorded, with the dates they had there. A repeat changes nothing, so that
 * an import that broke off is simply started again. A newer recording adds what is new in it.
 */
public final class ImportConversations {

    /**
     * The outcome of an import.
     *
     * @param imported which were added
     * @param extended which were there already, and got what was new
     * @param unchanged which were there already, with all of it
     * @param skipped conversations that cannot be stored, or have no messages
     * @param messages added
     */
    public record Outcome(int imported, int extended, int unchanged, int skipped, int messages) {

        public static final Outcome NONE = new Outcome(0, 0, 0, 0, 0);

        public Outcome plus(Outcome other) {
            return new Outcome(
                    imported + other.imported,
                    extended + other.extended,
                    unchanged + other.unchanged,
                    skipped + other.skipped,
                    messages + other.messages);
        }
    }

    private final ConversationArchive archive;
    private final ConversationImporter importer;
    private final CacheInvalidation invalidation;

    public ImportConversations(
            ConversationArchive archive, TokenCounter tokens, CacheInvalidation invalidation, InstantSource clock) {
        this.archive = archive;
        this.importer = new ConversationImporter(tokens, clock);
        this.invalidation = invalidation;
    }

    /**
     * Imports some conversations, a few dozen at a time, so that no transaction takes long. One that is named twice is
     * imported twice, in order.
     *
     * @param problems hears the id of each conversation that is skipped, and why
     * @throws DomainException.Unavailable when the store is unavailable; a repeat adds what is missing
     */
    public Outcome add(UserId user, List<ImportedConversation> conversations, BiConsumer<String, String> problems) {
        List<Transcript> transcripts = transcripts(user, conversations, problems);
        Outcome outcome = new Outcome(0, 0, 0, conversations.size() - transcripts.size(), 0);
        for (List<Transcript> each : withoutRepeats(transcripts)) {
            outcome = outcome.plus(add(user, each));
        }
        return outcome;
    }

    /**
     * The same as a step of an import.
     *
     * @param conversations each once
     * @throws DomainException.Conflict when the import is over, or goes on elsewhere; nothing was added
     */
    public void add(
            UserId user,
            List<ImportedConversation> conversations,
            ImportStep step,
            BiConsumer<String, String> problems) {
        drop(user, archive.addAll(transcripts(user, conversations, problems), step));
    }

    /** What {@link #add} would skip; all others count as imported, whether they are there or not. Nothing is stored. */
    public Outcome check(UserId user, List<ImportedConversation> conversations, BiConsumer<String, String> problems) {
        List<Transcript> transcripts = transcripts(user, conversations, problems);
        int messages = transcripts.stream().mapToInt(it -> it.messages().size()).sum();
        return new Outcome(transcripts.size(), 0, 0, conversations.size() - transcripts.size(), messages);
    }

    private Outcome add(UserId user, List<Transcript> transcripts) {
        List<Taken> taken = archive.addAll(transcripts);
        int extended = drop(user, taken);
        return new Outcome(
                taken.size() - extended,
                extended,
                transcripts.size() - taken.size(),
                0,
                taken.stream().mapToInt(Taken::messages).sum());
    }

    /** Has caches forget those that were there; how many these are. */
    private int drop(UserId user, List<Taken> taken) {
        List<Taken> extended = taken.stream().filter(it -> !it.isNew()).toList();
        extended.forEach(it -> invalidation.drop(user, it.id(), it.version()));
        return extended.size();
    }

    private List<Transcript> transcripts(
            UserId user, List<ImportedConversation> conversations, BiConsumer<String, String> problems) {
        List<Transcript> transcripts = new ArrayList<>();
        for (ImportedConversation conversation : conversations) {
            try {
                importer.toTranscript(user, conversation)
                        .ifPresentOrElse(transcripts::add, () -> problems.accept(conversation.id(), "has no messages"));
            } catch (DomainException.Invalid | DomainException.Malformed cannotBeKept) {
                problems.accept(conversation.id(), String.valueOf(cannotBeKept.getMessage()));
            }
        }
        return transcripts;
    }

    private static List<List<Transcript>> withoutRepeats(List<Transcript> transcripts) {
        List<List<Transcript>> rounds = new ArrayList<>();
        Set<ConversationId> inRound = new HashSet<>();
        for (Transcript transcript : transcripts) {
            if (rounds.isEmpty() || !inRound.add(transcript.conversation().id())) {
                rounds.add(new ArrayList<>());
                inRound.clear();
                inRound.add(transcript.conversation().id());
            }
            rounds.getLast().add(transcript);
        }
        return rounds;
    }
}
