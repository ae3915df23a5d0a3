package bot.conversational.domain.responses;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.files.KeepQuestionFiles;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.responses.items.MessageItems;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes messages of a caller's items: a model's thoughts, texts and calls in a row are one, and so are results of tools. */
public final class SpokenInput {

    private final ResponseStore responses;
    private final KeepQuestionFiles files;
    private final TokenCounter tokens;
    private final IdSource ids;
    private final InstantSource clock;

    public SpokenInput(
            ResponseStore responses, KeepQuestionFiles files, TokenCounter tokens, IdSource ids, InstantSource clock) {
        this.responses = responses;
        this.files = files;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The messages of some items, with a file in place of each {@code data:} URL.
     *
     * @throws DomainException.Invalid when an item names none of the user's
     */
    List<Spoken> of(UserId user, List<InputItem> items) {
        return read(user, items, content -> files.keep(user, content));
    }

    /** The same of what is not kept: nor are its files. */
    List<Spoken> passing(UserId user, List<InputItem> items) {
        return read(user, items, content -> content);
    }

    private List<Spoken> read(UserId user, List<InputItem> items, UnaryOperator<Content> given) {
        List<Spoken> said = new ArrayList<>();
        for (InputItem item : items) {
            Spoken next = switch (item) {
                case InputItem.Given(MessageRole role, Content content) ->
                    new Spoken(role, given.apply(content), Optional.empty());
                case InputItem.Reference(ItemId id) -> known(user, id);
            };
            if (!said.isEmpty() && said.getLast().goesOnWith(next)) {
                said.add(said.removeLast().with(next));
            } else {
                said.add(next);
            }
        }
        return said;
    }

    private Spoken known(UserId user, ItemId id) {
        Message message = responses.message(user, id.message()).orElseThrow(SpokenInput::noItem);
        return MessageItems.find(message, id)
                .map(item -> new Spoken(message.role(), Content.of(item.parts()), Optional.of(message.id())))
                .orElseThrow(SpokenInput::noItem);
    }

    private static DomainException.Invalid noItem() {
        return new DomainException.Invalid("input", "names an item that is not there");
    }

    /** The hash of a branch of these messages. */
    static ContextHash hash(List<Spoken> said) {
        ContextHash hash = ContextHash.EMPTY;
        for (Spoken message : said) {
            hash = hash.plus(message.role(), message.content());
        }
        return hash;
    }

    /** The messages behind the head of a conversation. */
    List<ContextMessage> behind(ConversationState before, List<Spoken> said) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<ContextMessage> placed = new ArrayList<>();
        BranchHead head = before.head();
        for (Spoken next : said) {
            long seq = before.lastSeq() + placed.size() + 1;
            Message message = Message.complete(
                    new MessageId(ids.next()),
                    new TreePosition(before.conversation().id(), seq, head.id()),
                    next.role(),
                    next.content(),
                    now);
            ContextMessage added = new ContextMessage(
                    message, tokens.count(next.content()), head.hash().plus(next.role(), next.content()));
            placed.add(added);
            head = BranchHead.of(added);
        }
        return placed;
    }

    int tokens(Content content) {
        return tokens.count(content);
    }
}
