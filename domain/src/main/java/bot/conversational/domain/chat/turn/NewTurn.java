package bot.conversational.domain.chat.turn;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.shared.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A turn that is about to begin. It has the id of the answer it will make.
 *
 * @param before the conversation as it was seen; the turn begins only if it is still so
 * @param question the user's message, or empty when an answer is generated again
 * @param answerParent the message that is answered: the question, or the parent of the answer generated again
 * @param answer the answer before it has any text, at the time that the turn starts
 * @param title for the conversation, when it has none
 * @param wanted the form of the answer; kept with the question, for those who ask for another answer to it
 */
public record NewTurn(
        ConversationState before,
        Optional<ContextMessage> question,
        BranchHead answerParent,
        Message answer,
        Origin origin,
        Optional<String> title,
        AnswerForm wanted) {

    /**
     * Where a turn comes from.
     *
     * @param node that generates
     * @param request the idempotency key and a hash of the request under it
     */
    public record Origin(NodeId node, Optional<KeyedRequest> request) {}

    /** A client's key, and the digest of the path and body that came with it. */
    public record KeyedRequest(IdempotencyKey key, Digest hash) {

        /** A question that came with a key. */
        public static KeyedRequest of(IdempotencyKey key, ConversationId conversation, Question question) {
            String parent = switch (question.parent()) {
                case Parent.Newest() -> "newest";
                case Parent.None() -> "none";
                case Parent.Of(MessageId id) -> id.toString();
            };
            return new KeyedRequest(key, question.digest("").plus(List.of("ask", conversation.toString(), parent)));
        }

        /** A request for another answer that came with a key. */
        public static KeyedRequest of(
                IdempotencyKey key, ConversationId conversation, MessageId answer, GenerationOptions options) {
            return new KeyedRequest(
                    key, options.digest().plus(List.of("regenerate", conversation.toString(), answer.toString())));
        }
    }

    public NodeId node() {
        return origin.node();
    }

    public Optional<KeyedRequest> request() {
        return origin.request();
    }

    /** Of the answer, and of the turn. */
    public MessageId answerId() {
        return answer.id();
    }

    /** The seq reserved for the answer. */
    public long answerSeq() {
        return answer.seq();
    }

    /** The model that is asked. */
    public String model() {
        return answer.model().orElseThrow();
    }

    public Instant startedAt() {
        return answer.createdAt();
    }

    /** Messages that the turn adds, its answer included. */
    public int added() {
        return question.isPresent() ? 2 : 1;
    }
}
