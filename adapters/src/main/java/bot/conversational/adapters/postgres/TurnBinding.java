package bot.conversational.adapters.postgres;

import bot.conversational.domain.chat.BranchHead;
import bot.conversational.domain.chat.ContextMessage;
import bot.conversational.domain.chat.NewTurn;
import bot.conversational.domain.chat.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.Usage;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Binds what the statements in {@code sql/turns} have in common. */
final class TurnBinding {

    private TurnBinding() {}

    static Query bindTurn(Query query, NewTurn turn) {
        Conversation before = turn.before().conversation();
        return query.bind("user", before.user())
                .bind("conversation", before.id())
                .bind("version", before.version())
                .bind("added", turn.added())
                .bind("title", turn.title())
                .bind("titled", before.title().isEmpty() && turn.title().isPresent())
                .bind("turn", turn.answerId())
                .bind("answerSeq", turn.answerSeq())
                .bind("parentId", turn.answerParent().id())
                .bind("parentSeq", seq(turn.answerParent()))
                .bind("model", turn.model())
                .bind("node", turn.node().name())
                .bind("epoch", turn.node().epoch())
                .bind("key", key(turn))
                .bind("requestHash", turn.request().map(KeyedRequest::hash))
                .bind("startedAt", turn.startedAt());
    }

    /** The question goes behind the head that the conversation was seen with. */
    static Query bindQuestion(Query query, NewTurn turn) {
        Optional<Message> question = turn.question().map(ContextMessage::message);
        return query.bind("questionSeq", question.map(Message::seq))
                .bind("questionId", question.map(Message::id))
                .bind("questionParentId", question.flatMap(Message::parentId))
                .bind("questionParentSeq", seq(turn.before().head()))
                .bind("questionRole", question.map(Message::role))
                .bind("questionContent", question.map(Message::content))
                .bind("questionStatus", question.map(Message::status))
                .bind("questionTokens", turn.question().map(ContextMessage::tokens))
                .bind("questionChain", turn.question().map(ContextMessage::chain))
                .bind("questionCreatedAt", question.map(Message::createdAt));
    }

    static Query bindAnswer(Query query, ContextMessage answer) {
        Message message = answer.message();
        return query.bind("answerRole", message.role())
                .bind("answerContent", message.content())
                .bind("answerStatus", message.status())
                .bind("answerModel", message.model())
                .bind("answerCached", message.cached())
                .bind("promptTokens", message.usage().map(Usage::promptTokens))
                .bind("completionTokens", message.usage().map(Usage::completionTokens))
                .bind("latencyMs", message.latency())
                .bind("answerTokens", answer.tokens())
                .bind("answerChain", answer.chain())
                .bind("answerCreatedAt", message.createdAt());
    }

    static Optional<String> key(NewTurn turn) {
        return turn.request().map(request -> request.key().value());
    }

    private static Optional<Long> seq(BranchHead head) {
        return head.id().map(id -> head.seq());
    }
}
