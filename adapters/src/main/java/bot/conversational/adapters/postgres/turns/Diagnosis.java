package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.chat.turn.TurnStore.RecordedTurn;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One row of the statement that finds out why a turn did not begin.
 *
 * @param running the turn that runs in the conversation
 * @param used the turn that the key began, with its answer as it would be read while it runs
 * @param message a message of that turn: its question, or its answer once it has one
 */
record Diagnosis(Optional<MessageId> running, Optional<Used> used, Optional<Message> message) {

    private static final String RUNNING = "running";

    record Used(MessageId id, boolean running, Digest requestHash, Message generating) {}

    static Diagnosis read(ResultSet row) throws SQLException {
        return new Diagnosis(
                Columns.uuidIfAny(row, "running_id").map(MessageId::new),
                Columns.uuidIfAny(row, "turn_id").isPresent() ? Optional.of(used(row)) : Optional.empty(),
                MessageRow.readIfAny(row));
    }

    private static Used used(ResultSet row) throws SQLException {
        Message generating = Message.generating(
                new MessageId(Columns.uuid(row, "turn_id")),
                new TreePosition(
                        new ConversationId(Columns.uuid(row, "turn_conversation_id")),
                        row.getLong("answer_seq"),
                        Columns.uuidIfAny(row, "turn_parent_id").map(MessageId::new)),
                Columns.text(row, "turn_model"),
                Columns.instant(row, "started_at"));
        boolean running = row.getString("state").equals(RUNNING);
        return new Used(generating.id(), running, new Digest(row.getBytes("request_hash")), generating);
    }

    /** The result of all rows together. A used key comes first: its turn also made the conversation stale or busy. */
    static Beginning of(List<Diagnosis> rows) {
        if (rows.isEmpty()) {
            return new Beginning.NoConversation();
        }
        Diagnosis first = rows.getFirst();
        if (first.used.isPresent()) {
            List<Message> messages =
                    rows.stream().flatMap(row -> row.message.stream()).toList();
            return new Beginning.KeyUsed(recorded(first.used.get(), messages));
        }
        return first.running.<Beginning>map(Beginning.Busy::new).orElseGet(Beginning.Stale::new);
    }

    private static RecordedTurn recorded(Used used, List<Message> messages) {
        Message answer = used.running() ? used.generating() : message(messages, Optional.of(used.id()));
        Message question = message(messages, used.generating().parentId());
        return new RecordedTurn(used.requestHash(), new Exchange(question, answer, true));
    }

    private static Message message(List<Message> messages, Optional<MessageId> id) {
        return messages.stream()
                .filter(message -> Optional.of(message.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new DomainException.Broken("A turn has lost a message.", null));
    }
}
