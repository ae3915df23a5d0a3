package bot.conversational.domain.transfer;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ConversationArchive.Taken;
import bot.conversational.domain.user.Expiry;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    private final Expiry expiry;
    private final Function<UserId, ImportedFolders> folders;

    public ImportConversations(
            ConversationArchive archive,
            FolderStore folders,
            TokenCounter tokens,
            CacheInvalidation invalidation,
            Expiry expiry,
            InstantSource clock) {
        this.archive = archive;
        this.importer = new ConversationImporter(tokens, clock);
        this.invalidation = invalidation;
        this.expiry = expiry;
        this.folders = user -> new ImportedFolders(folders, tokens, clock, user);
    }

    /**
     * Imports some conversations, a few dozen at a time, so that no transaction takes long. One that is named twice is
     * imported twice, in order.
     *
     * @param problems hears of conversations by their ids there
     * @throws DomainException.Unavailable when the store is unavailable; a repeat adds what is missing
     */
    public Outcome add(UserId user, List<ImportedConversation> conversations, ImportProblems problems) {
        List<Transcript> transcripts = filed(user, prepared(user, conversations, problems), problems);
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
    public void add(UserId user, List<ImportedConversation> conversations, ImportStep step, ImportProblems problems) {
        drop(user, archive.addAll(filed(user, prepared(user, conversations, problems), problems), step));
    }

    /**
     * What {@link #add} would come to if none of the conversations were there, but for those that came before. Nothing is
     * stored.
     *
     * @param plan what the import would have made so far; grows
     */
    public Outcome check(
            UserId user, List<ImportedConversation> conversations, ImportPlan plan, ImportProblems problems) {
        List<Prepared> prepared = prepared(user, conversations, problems);
        if (prepared.stream().anyMatch(it -> it.folder().isPresent())) {
            ImportedFolders own = folders.apply(user);
            for (Prepared each : prepared) {
                if (each.folder().filter(it -> !own.plan(it, plan.folders())).isPresent()) {
                    problems.unfiled(each.from().id());
                }
            }
        }
        Outcome outcome = new Outcome(0, 0, 0, conversations.size() - prepared.size(), 0);
        for (Prepared each : prepared) {
            outcome = outcome.plus(plan.take(each.transcript()));
        }
        return outcome;
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

    /** A conversation that can be stored, but for its folder. */
    private record Prepared(ImportedConversation from, Transcript transcript) {

        Optional<ImportedFolder> folder() {
            return from.labels().filing().folder();
        }

        ConversationId id() {
            return transcript.conversation().id();
        }
    }

    private List<Prepared> prepared(UserId user, List<ImportedConversation> conversations, ImportProblems problems) {
        List<Prepared> prepared = new ArrayList<>();
        for (ImportedConversation conversation : conversations) {
            try {
                importer.toTranscript(user, conversation)
                        .ifPresentOrElse(
                                transcript -> prepared.add(new Prepared(conversation, transcript)),
                                () -> problems.skipped(conversation.id(), "has no messages"));
            } catch (DomainException.Invalid | DomainException.Malformed cannotBeKept) {
                problems.skipped(conversation.id(), String.valueOf(cannotBeKept.getMessage()));
            }
        }
        tellExpiring(user, prepared, problems);
        return prepared;
    }

    private void tellExpiring(UserId user, List<Prepared> prepared, ImportProblems problems) {
        Instant keptSince = expiry.keptSince(user);
        for (Prepared each : prepared) {
            Conversation conversation = each.transcript().conversation();
            if (conversation.updatedAt().isBefore(keptSince)
                    && !conversation.settings().pinned()) {
                problems.expiring(each.from().id());
            }
        }
    }

    /**
     * Those with a folder in it. For a conversation that is there none is made: it stays where it is, and its user may have
     * deleted the folder.
     */
    private List<Transcript> filed(UserId user, List<Prepared> prepared, ImportProblems problems) {
        Set<ConversationId> inFolders = prepared.stream()
                .filter(it -> it.folder().isPresent())
                .map(Prepared::id)
                .collect(Collectors.toSet());
        if (inFolders.isEmpty()) {
            return prepared.stream().map(Prepared::transcript).toList();
        }
        Set<ConversationId> present = archive.present(user, inFolders);
        ImportedFolders own = folders.apply(user);
        return prepared.stream()
                .map(each -> each.folder()
                        .map(folder -> filed(each, folder, own, present.contains(each.id()), problems))
                        .orElse(each.transcript()))
                .toList();
    }

    private static Transcript filed(
            Prepared each, ImportedFolder folder, ImportedFolders own, boolean present, ImportProblems problems) {
        Optional<FolderId> id = present ? Optional.empty() : own.findOrMake(folder);
        if (id.isEmpty() && !(present && own.hasRoom(folder))) {
            problems.unfiled(each.from().id());
        }
        return id.map(each.transcript()::in).orElse(each.transcript());
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
