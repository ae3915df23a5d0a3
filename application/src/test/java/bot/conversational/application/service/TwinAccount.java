package bot.conversational.application.service;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.ModelBasedIndex;
import bot.conversational.domain.user.UserId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An account whose messages are those of its twin but for one word in each, written at once as if they had been said.
 *
 * @param said what is in its conversations
 */
record TwinAccount(Api api, ModelBasedIndex said) {

    static final int MESSAGES = 64;

    /** Of all values of what messages are filtered by there are some. */
    private static final String WRITE = """
            with said as (
                select n, text, (n - 1) / 8 as conversation, (n - 1) % 8 + 1 as seq,
                       timestamptz '2026-02-01 00:00:00Z' + n * interval '22 hours' as at
                  from unnest(?::text[]) with ordinality as x (text, n)
            ), added as (
                insert into conversations (user_id, id, title, pinned, archived, message_count, last_seq, head_seq,
                                           created_at, updated_at, version)
                select t.id, md5(t.id || ' conversation ' || s.conversation)::uuid, t.sign || ' of many things', false,
                       s.conversation % 4 = 3, count(*), max(s.seq), max(s.seq), min(s.at), max(s.at), 1
                  from said s cross join (select ?::uuid, ?::text) t (id, sign)
                 group by t.id, t.sign, s.conversation
                returning user_id, id
            ), written as (
                insert into messages (user_id, conversation_id, seq, id, role, content, status, model, cached, tokens,
                                      chain, created_at)
                select t.id, md5(t.id || ' conversation ' || s.conversation)::uuid, s.seq,
                       md5(t.id || ' message ' || s.n)::uuid, case when s.n % 2 = 1 then 'user' else 'assistant' end,
                       s.text, 'completed', case when s.n % 2 = 0 then t.model end, false, 1, sha256(''), s.at
                  from said s cross join (select ?::uuid, ?::text) t (id, model)
                returning user_id, conversation_id, id, seq
            ), rated as (
                insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)
                select user_id, id, conversation_id, case when seq % 4 = 0 then 'up' else 'down' end, now()
                  from written
                 where seq % 2 = 0
            ), changed as (
                insert into changes (user_id, entity, id, version)
                select user_id, 'conversation', id, 1 from added
            )
            select conversation_id, id from written
            """;

    /** @param sign the word of its own */
    static TwinAccount write(Deployment deployment, Node node, String sign) throws SQLException {
        Api api = node.api().asNewUser();
        UUID id = UUID.fromString(
                api.get("/api/v1/users/me").expect(200).json().get("id").asText());
        String model = "model-of-" + sign;
        Set<MessageId> messages = new HashSet<>();
        Set<ConversationId> conversations = new HashSet<>();
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement(WRITE)) {
            Array texts = connection.createArrayOf(
                    "text",
                    IntStream.range(0, MESSAGES)
                            .mapToObj(n -> ModelBasedIndex.text(n, sign))
                            .toArray());
            statement.setArray(1, texts);
            statement.setObject(2, id);
            statement.setString(3, sign);
            statement.setObject(4, id);
            statement.setString(5, model);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    conversations.add(new ConversationId(row.getObject(1, UUID.class)));
                    messages.add(new MessageId(row.getObject(2, UUID.class)));
                }
            }
        }
        return new TwinAccount(api, new ModelBasedIndex(new UserId(id), sign, model, messages, conversations));
    }
}
