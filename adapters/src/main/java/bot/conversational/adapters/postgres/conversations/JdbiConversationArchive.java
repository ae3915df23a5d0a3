package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.conversations.TranscriptRows.Column;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ImportStep;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link ConversationArchive} by one statement for all that are new, and two for all that are there. */
public final class JdbiConversationArchive implements ConversationArchive {

    private final PostgresGuard calls;
    private final Leftovers leftovers = new Leftovers();
    private final String add = SqlFile.read("conversations/addTranscripts");
    private final String extend = SqlFile.read("conversations/extendTranscripts");
    private final String step = SqlFile.read("imports/step");

    public JdbiConversationArchive(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Set<ConversationId> present(UserId user, Set<ConversationId> conversations) {
        return calls.call(handle -> handle.createQuery("""
                        select id from conversations where user_id = :user and id = any(:conversations::uuid[])
                        """)
                .bind("user", user)
                .bindArray(
                        "conversations",
                        UUID.class,
                        conversations.stream().map(ConversationId::value).toList())
                .mapTo(UUID.class)
                .map(ConversationId::new)
                .collect(Collectors.toSet()));
    }

    @Override
    public List<Taken> addAll(List<Transcript> transcripts) {
        Set<UserId> users =
                transcripts.stream().map(it -> it.conversation().user()).collect(Collectors.toSet());
        return addAll(transcripts, users, tx -> take(tx, transcripts));
    }

    @Override
    public List<Taken> addAll(List<Transcript> transcripts, ImportStep counted) {
        return addAll(transcripts, Set.of(counted.user()), tx -> {
            lockNext(tx, counted);
            List<Taken> taken = transcripts.isEmpty() ? List.of() : take(tx, transcripts);
            count(tx, counted, transcripts.size(), taken);
            return taken;
        });
    }

    /**
     * What is left of conversations of the same ids goes first: a transcript may come back after it was deleted. Once more
     * when that fails, as one may be deleted in between.
     */
    private List<Taken> addAll(
            List<Transcript> transcripts, Set<UserId> users, HandleCallback<List<Taken>, RuntimeException> work) {
        deleteLeft(transcripts);
        try {
            return calls.write(users, handle -> handle.inTransaction(work));
        } catch (DomainException.Broken inTheWay) {
            deleteLeft(transcripts);
            return calls.write(users, handle -> handle.inTransaction(work));
        }
    }

    /** First of all: the user of an import that is over may be gone. */
    private static void lockNext(Handle tx, ImportStep counted) {
        boolean isNext = tx.createQuery("""
                        select 1
                          from imports
                         where user_id = :user and id = :id and ended_at is null and attempt = :attempt and done = :done
                           for no key update
                        """)
                .bind("user", counted.user())
                .bind("id", counted.id().value())
                .bind("attempt", counted.attempt())
                .bind("done", counted.done())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!isNext) {
            throw new DomainException.Conflict("The import is over, or goes on elsewhere.");
        }
    }

    private void count(Handle tx, ImportStep counted, int transcripts, List<Taken> taken) {
        long isNew = taken.stream().filter(Taken::isNew).count();
        tx.createUpdate(step)
                .bind("user", counted.user())
                .bind("id", counted.id().value())
                .bind("conversations", counted.conversations())
                .bind("imported", isNew)
                .bind("extended", taken.size() - isNew)
                .bind("unchanged", transcripts - taken.size())
                .bind("messages", taken.stream().mapToInt(Taken::messages).sum())
                .execute();
    }

    private void deleteLeft(List<Transcript> transcripts) {
        leftIn(transcripts).forEach(user -> {
            while (calls.call(handle -> leftovers.deleteSome(handle, user))) {
                Thread.onSpinWait();
            }
        });
    }

    private List<UserId> leftIn(List<Transcript> transcripts) {
        return calls.call(handle -> TranscriptRows.bindIds(handle.createQuery("""
            select distinct d.user_id
              from unnest(:users::uuid[], :conversations::uuid[]) as c (user_id, id)
              join deleted_conversations d on d.user_id = c.user_id and d.conversation_id = c.id
            """), transcripts)
                .mapTo(UUID.class)
                .map(UserId::new)
                .list());
    }

    private List<Taken> take(Handle handle, List<Transcript> transcripts) {
        Map<ConversationId, Long> added = add(handle, transcripts);
        List<Taken> taken = new ArrayList<>();
        List<Transcript> there = new ArrayList<>();
        for (Transcript transcript : transcripts) {
            ConversationId id = transcript.conversation().id();
            if (added.containsKey(id)) {
                taken.add(new Taken(id, true, transcript.messages().size(), added.get(id)));
            } else {
                there.add(transcript);
            }
        }
        if (!there.isEmpty()) {
            lock(handle, there);
            taken.addAll(extend(handle, there));
        }
        return taken;
    }

    private Map<ConversationId, Long> add(Handle handle, List<Transcript> transcripts) {
        Query query = TranscriptRows.bind(handle.createQuery(add), transcripts);
        Column<Transcript> columns = new Column<>(query, transcripts);
        columns.bind("counts", Integer.class, it -> it.conversation().messageCount());
        columns.bind("pinned", Boolean.class, it -> it.conversation().settings().pinned());
        columns.bind(
                "archived", Boolean.class, it -> it.conversation().settings().archived());
        columns.bind("answerers", String.class, it -> it.conversation().model().orElse(null));
        columns.bind(
                "prompts", String.class, it -> it.conversation().systemPrompt().orElse(null));
        columns.bind("heads", Long.class, it -> it.head().message().seq());
        columns.bind(
                "folders",
                UUID.class,
                it -> it.conversation().filing().folder().map(FolderId::value).orElse(null));
        columns.bind("tags", String.class, it -> tags(it.conversation().filing().tags()));
        columns.bind(
                "created", String.class, it -> it.conversation().createdAt().toString());
        return query.map((row, context) ->
                        Map.entry(new ConversationId(row.getObject("id", UUID.class)), row.getLong("version")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A line each: no tag has more. */
    private static @Nullable String tags(Tags tags) {
        return tags.isEmpty() ? null : String.join("\n", tags.texts());
    }

    /** A statement of its own: the next one then sees what those wrote that this one waited for. */
    private static void lock(Handle handle, List<Transcript> transcripts) {
        TranscriptRows.bindIds(handle.createQuery("""
            select c.id
              from unnest(:users::uuid[], :conversations::uuid[]) as g (user_id, id)
              join conversations c on c.user_id = g.user_id and c.id = g.id
             order by c.user_id, c.id
               for no key update of c
            """), transcripts)
                .mapTo(UUID.class)
                .list();
    }

    private List<Taken> extend(Handle handle, List<Transcript> transcripts) {
        Query query = TranscriptRows.bind(handle.createQuery(extend), transcripts);
        new Column<>(query, transcripts)
                .bind("headIds", UUID.class, it -> it.head().message().id().value());
        return query.map((row, context) -> new Taken(
                        new ConversationId(row.getObject("id", UUID.class)),
                        false,
                        row.getInt("added"),
                        row.getLong("version")))
                .list();
    }
}
