package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * What a turn costs in statements, as the server counts them. In a database of its own, so that nobody else's count;
 * every connection runs just one call, so that the driver's own would be seen.
 */
class JdbiTurnStoreCountsIT {

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);

    JdbiTurnStoreCountsIT() {
        jdbi.useHandle(handle -> handle.execute("create extension if not exists pg_stat_statements"));
    }

    @Test
    void eachCallShouldBeOneStatementWhenAllIsWell() {
        Dialogue dialogue = Dialogue.of(stores);
        NewTurn turn = dialogue.asking("Q1");
        assertThat(statementsOf(() -> stores.turns().begin(turn))).isEqualTo(1);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(turn, "A1");
        assertThat(statementsOf(() -> stores.turns().end(dialogue.user(), dialogue.id(), 1, answer)))
                .isEqualTo(1);
        dialogue.ended(answer);
        NewTurn keyed = dialogue.asking("Q2", "a-key");
        assertThat(statementsOf(() -> stores.turns().beginAndEnd(keyed, dialogue.answer(keyed, "A2"))))
                .isEqualTo(1);
        assertThat(statementsOf(
                        () -> stores.turns().context(dialogue.user(), dialogue.id(), new Parent.Newest(), 1_000)))
                .isEqualTo(1);
        assertThat(statementsOf(() -> stores.messages()
                        .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(50))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> stores.conversations()
                        .list(dialogue.user(), ConversationFilter.archived(false), PageRequest.first(50))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> stores.changes().poll("a consumer", "node-1", 500)))
                .isEqualTo(1);
    }

    @Test
    void aTurnThatDoesNotBeginShouldCostTwoStatementsMore() {
        Dialogue dialogue = Dialogue.of(stores);
        stores.turns().begin(dialogue.asking("Q1"));

        // with others, alone, and why not
        assertThat(statementsOf(() -> stores.turns().begin(dialogue.asking("Q2"))))
                .isEqualTo(3);
    }

    private long statementsOf(Runnable call) {
        long before = statements();
        call.run();
        // The first count itself is in the second.
        return statements() - before - 1;
    }

    private long statements() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(sum(s.calls), 0)
                          from pg_stat_statements s
                          join pg_database d on d.oid = s.dbid
                         where d.datname = current_database() and s.toplevel
                        """).mapTo(Long.class).one());
    }
}
