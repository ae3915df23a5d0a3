package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.BranchHead;
import bot.conversational.domain.chat.Context;
import bot.conversational.domain.chat.ContextMessage;
import bot.conversational.domain.chat.ConversationState;
import bot.conversational.domain.chat.NewTurn;
import bot.conversational.domain.chat.Parent;
import bot.conversational.domain.chat.TurnStore;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * {@link TurnStore} in one statement each: the conversation's row is where writers meet, its version says whether what
 * they saw still holds, and two unique indexes have the last word. Only when a write did nothing does a second statement
 * ask why.
 */
public final class JdbiTurnStore implements TurnStore {

    private static final Set<String> RACES = Set.of("turns_one_per_key", "turns_one_running");

    /** Each further look means that another write to the conversation committed in between. */
    private static final int MAX_LOOKS = 10;

    /** One row of a context: the state comes with the first message. */
    private record ContextRow(Conversation conversation, long lastSeq, Optional<ContextMessage> message) {}

    private final PostgresCalls calls;
    private final String context = SqlFile.read("turns/context");
    private final String begin = SqlFile.read("turns/begin");
    private final String beginAndEnd = SqlFile.read("turns/beginAndEnd");
    private final String end = SqlFile.read("turns/end");
    private final String diagnose = SqlFile.read("turns/diagnose");

    public JdbiTurnStore(Jdbi jdbi) {
        this.calls = new PostgresCalls(jdbi);
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
                        ConversationRow.read(row, "c_"), row.getLong("c_last_seq"), MessageRow.readForContext(row)))
                .list());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ContextRow first = rows.getFirst();
        BranchHead head = first.message().map(BranchHead::of).orElse(BranchHead.NONE);
        List<ContextMessage> oldestFirst =
                rows.reversed().stream().flatMap(row -> row.message().stream()).toList();
        return Optional.of(
                new Context(new ConversationState(first.conversation(), first.lastSeq(), head), oldestFirst));
    }

    @Override
    public Beginning begin(NewTurn turn) {
        return calls.call(handle -> {
            Query query = TurnBinding.bindTurn(handle.createQuery(begin), turn);
            return beginning(handle, TurnBinding.bindQuestion(query, turn), turn);
        });
    }

    @Override
    public Beginning beginAndEnd(NewTurn turn, ContextMessage answer) {
        return calls.call(handle -> {
            Query query = TurnBinding.bindTurn(handle.createQuery(beginAndEnd), turn);
            TurnBinding.bindAnswer(TurnBinding.bindQuestion(query, turn), answer);
            return beginning(handle, query, turn);
        });
    }

    private Beginning beginning(Handle handle, Query query, NewTurn turn) {
        try {
            if (query.mapTo(Integer.class).one() == 1) {
                return new Beginning.Begun();
            }
        } catch (UnableToExecuteStatementException refused) {
            if (PostgresFailures.violatedConstraint(refused)
                    .filter(RACES::contains)
                    .isEmpty()) {
                throw refused;
            }
        }
        return Diagnosis.of(handle.createQuery(diagnose)
                .bind("user", turn.before().conversation().user())
                .bind("conversation", turn.before().conversation().id())
                .bind("key", TurnBinding.key(turn))
                .map((row, ignored) -> Diagnosis.read(row))
                .list());
    }

    @Override
    public boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        return calls.call(handle -> {
            for (int look = 0; look < MAX_LOOKS; look++) {
                if (endIfUnchanged(handle, user, conversation, attempt, answer)) {
                    return true;
                }
                if (!runs(handle, user, answer.message().id(), attempt)) {
                    return false;
                }
            }
            throw new DomainException.Unavailable("The conversation changes faster than its answer can be kept.", null);
        });
    }

    private boolean endIfUnchanged(
            Handle handle, UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        return TurnBinding.bindAnswer(handle.createQuery(end), answer)
                        .bind("user", user)
                        .bind("conversation", conversation)
                        .bind("turn", answer.message().id())
                        .bind("answerSeq", answer.message().seq())
                        .bind("attempt", attempt)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static boolean runs(Handle handle, UserId user, MessageId turn, int attempt) {
        return handle.createQuery("""
                        select exists (select from turns
                                        where user_id = :user and id = :turn and attempt = :attempt and state = 'running')
                        """)
                .bind("user", user)
                .bind("turn", turn)
                .bind("attempt", attempt)
                .mapTo(Boolean.class)
                .one();
    }
}
