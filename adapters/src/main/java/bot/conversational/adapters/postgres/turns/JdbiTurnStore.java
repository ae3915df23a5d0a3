package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.json.StoredForm;
import bot.conversational.adapters.postgres.conversations.ConversationRow;
import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.folders.FilingRow;
import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import com.google.common.util.concurrent.Striped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * {@link TurnStore} in one statement each, and in one commit for all concurrent ones. The conversation's row serialises
 * writers, its version shows whether the state that they read still holds, and two unique indexes decide who wins. A turn
 * that its group did not write is written alone. Only when that fails, too, a last statement reads why.
 */
public final class JdbiTurnStore implements TurnStore {

    /** Each further look means that another write to the conversation committed in between. */
    private static final int MAX_LOOKS = 10;

    private static final int LINES = 1_024;

    /** One row of a context: the conversation comes with the first message. */
    private record ContextRow(
            Optional<Conversation> conversation,
            long lastSeq,
            Optional<WriteId> write,
            Optional<FolderPrompt> folder,
            Optional<ContextMessage> message) {}

    private final PostgresGuard calls;

    /** One for a conversation, and now and then for two. */
    private final Striped<Lock> lines = Striped.lock(LINES);

    private final String context = SqlFile.read("turns/context");
    private final TurnStatement begin = new TurnStatement("turns/beginTogether", "turns/begin");
    private final TurnStatement end = new TurnStatement("turns/endTogether", "turns/end");
    private final String wanted = SqlFile.read("turns/wanted");
    private final String diagnose = SqlFile.read("turns/diagnose");

    public JdbiTurnStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public AnswerForm wanted(UserId user, ConversationId conversation, MessageId question) {
        return StoredForm.read(calls.call(handle -> handle.createQuery(wanted)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("question", question)
                .map((row, ignored) -> Columns.text(row, "wanted"))
                .findFirst()
                .flatMap(form -> form)));
    }

    @Override
    public Optional<Context> context(UserId user, ConversationId conversation, Parent parent, int tokenBudget) {
        Optional<MessageId> id = parent instanceof Parent.Of(MessageId named) ? Optional.of(named) : Optional.empty();
        List<ContextRow> rows = calls.call(handle -> handle.createQuery(context)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("newest", parent instanceof Parent.Newest)
                .bind("parent", id)
                .bind("budget", tokenBudget)
                .map((row, ignored) -> new ContextRow(
                        ConversationRow.readIfAny(row),
                        row.getLong("last_seq"),
                        Columns.uuidIfAny(row, "write_id").map(WriteId::new),
                        FilingRow.prompt(row),
                        MessageRow.readForContext(row)))
                .list());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ContextRow first = rows.getFirst();
        BranchHead head = first.message().map(BranchHead::of).orElse(BranchHead.NONE);
        List<ContextMessage> oldestFirst =
                rows.reversed().stream().flatMap(row -> row.message().stream()).toList();
        return Optional.of(new Context(
                new ConversationState(
                        first.conversation().orElseThrow(), first.lastSeq(), head, first.write(), first.folder()),
                oldestFirst));
    }

    @Override
    public Beginning begin(NewTurn turn) {
        return begin(turn, TurnJson.asked(turn));
    }

    @Override
    public Beginning beginAndEnd(NewTurn turn, ContextMessage answer) {
        return begin(turn, TurnJson.known(turn, answer));
    }

    private Beginning begin(NewTurn turn, String row) {
        return begin.group.write(
                turn.before().conversation().user(), row, new Beginning.Begun(), () -> inLine(turn, row));
    }

    /**
     * Calls of this node for a locked row queue here, and only one of them at the database: parallel retries would take
     * every connection from the others.
     */
    private Beginning inLine(NewTurn turn, String row) {
        Lock line = lines.get(turn.before().conversation().id());
        try {
            if (!line.tryLock(PostgresJdbi.STATEMENT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DomainException.Unavailable("Too many writes are queued for the conversation.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        }
        try {
            return calls.write(turn.before().conversation().user(), handle -> beginAlone(handle, turn, row));
        } finally {
            line.unlock();
        }
    }

    private Beginning beginAlone(Handle handle, NewTurn turn, String row) {
        if (begin.alone(handle, row)) {
            return new Beginning.Begun();
        }
        Beginning why = Diagnosis.of(handle.createQuery(diagnose)
                .bind("user", turn.before().conversation().user())
                .bind("conversation", turn.before().conversation().id())
                .bind("key", turn.request().map(request -> request.key().value()))
                .map((found, ignored) -> Diagnosis.read(found))
                .list());
        if (why instanceof Beginning.KeyUsed) {
            PostgresGuard.confirm(handle);
        }
        return why;
    }

    @Override
    public boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        String row = TurnJson.ended(user, conversation, attempt, answer);
        MessageId turn = answer.message().id();
        return end.group.write(
                user, row, true, () -> calls.write(user, handle -> endAlone(handle, user, turn, attempt, row)));
    }

    private boolean endAlone(Handle handle, UserId user, MessageId turn, int attempt, String row) {
        for (int look = 0; look < MAX_LOOKS; look++) {
            if (end.alone(handle, row)) {
                return true;
            }
            if (!runs(handle, user, turn, attempt)) {
                return false;
            }
        }
        throw new DomainException.Unavailable(
                "The conversation changed concurrently too often to store the answer.", null);
    }

    private static boolean runs(Handle handle, UserId user, MessageId turn, int attempt) {
        return handle.createQuery("""
                        select exists (select from turns t
                                         join conversations c on c.user_id = t.user_id and c.id = t.conversation_id
                                        where t.user_id = :user and t.id = :turn and t.attempt = :attempt
                                          and t.state = 'running')
                        """)
                .bind("user", user)
                .bind("turn", turn)
                .bind("attempt", attempt)
                .mapTo(Boolean.class)
                .one();
    }

    /** A statement on turns, in its two forms: for several together, and for one that waits for its conversation's row. */
    private final class TurnStatement {

        private final String together;
        private final String alone;
        private final GroupCommit group = new GroupCommit(this::together);

        TurnStatement(String fileTogether, String fileAlone) {
            together = SqlFile.read(fileTogether);
            alone = SqlFile.read(fileAlone);
        }

        private Set<Integer> together(Set<UserId> users, String rows) {
            return calls.write(users, handle -> written(handle.createQuery(together), rows));
        }

        boolean alone(Handle handle, String row) {
            return !written(handle.createQuery(alone), "[" + row + "]").isEmpty();
        }

        private static Set<Integer> written(Query query, String rows) {
            return query.bind("turns", rows).mapTo(Integer.class).set();
        }
    }
}
