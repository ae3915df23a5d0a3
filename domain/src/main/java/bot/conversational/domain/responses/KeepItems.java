package bot.conversational.domain.responses;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.responses.items.MessageItems;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items of a conversation, along its newest branch. Each method throws {@link DomainException.NotFound} for what is not
 * there or is another user's.
 */
public final class KeepItems {

    private static final int MESSAGES_AT_ONCE = 100;

    private final ResponseStore responses;
    private final MessageStore messages;
    private final SpokenInput input;
    private final AddMessages add;

    /**
     * A stretch of the items.
     *
     * @param more whether others follow
     */
    public record Stretch(List<Item> items, boolean more) {

        /**
         * A page of items that are all at hand.
         *
         * @throws DomainException.NotFound when none of them is the one that it begins behind
         */
        public static Stretch of(List<Item> all, PageRequest<ItemId> page) {
            int from = page.after().map(after -> place(all, after) + 1).orElse(0);
            return of(all.subList(from, all.size()), page.limit());
        }

        static Stretch of(List<Item> found, int limit) {
            return new Stretch(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
        }
    }

    public KeepItems(ResponseStore responses, MessageStore messages, SpokenInput input, AddMessages add) {
        this.responses = responses;
        this.messages = messages;
        this.input = input;
        this.add = add;
    }

    /**
     * A page of the items, without those of an answer that is still being generated.
     *
     * @param after the item that the page begins behind
     */
    public Stretch list(UserId user, ConversationId conversation, PageRequest<ItemId> page, boolean newestFirst) {
        return newestFirst ? newest(user, conversation, page) : oldest(user, conversation, page);
    }

    public Item find(UserId user, ConversationId conversation, ItemId id) {
        return MessageItems.find(message(user, conversation, id.message()), id).orElseThrow(KeepItems::noItem);
    }

    /** Adds items behind the newest message; returns them as they are kept. */
    public List<Item> add(UserId user, ConversationId conversation, List<InputItem> items) {
        List<ContextMessage> added = add.add(user, conversation, new Parent.Newest(), input.of(user, items));
        return added.stream()
                .flatMap(message -> MessageItems.of(message.message()).stream())
                .toList();
    }

    /** Deletes an item; a message that nothing is left of is removed, or emptied when others follow it. */
    public void delete(UserId user, ConversationId conversation, ItemId id) {
        Message message = message(user, conversation, id.message());
        List<Item> items = MessageItems.of(message);
        if (items.stream().noneMatch(item -> item.id().equals(id))) {
            throw noItem();
        }
        if (items.size() == 1) {
            add.remove(user, conversation, Set.of(message.id()));
        } else {
            add.shorten(user, conversation, message.id(), MessageItems.without(message, id));
        }
    }

    private Stretch newest(UserId user, ConversationId conversation, PageRequest<ItemId> page) {
        List<Item> found = new ArrayList<>();
        page.after().ifPresent(after -> found.addAll(before(message(user, conversation, after.message()), after)));
        Optional<MessageId> behind = page.after().map(ItemId::message);
        do {
            Page<Message, MessageId> more = history(user, conversation, behind);
            more.items().forEach(message -> found.addAll(items(message).reversed()));
            behind = more.next();
        } while (behind.isPresent() && found.size() <= page.limit());
        return Stretch.of(found, page.limit());
    }

    /** Goes from the newest message to where the page begins, and remembers as many as the page has. */
    private Stretch oldest(UserId user, ConversationId conversation, PageRequest<ItemId> page) {
        Deque<Item> last = new ArrayDeque<>();
        Optional<MessageId> behind = Optional.empty();
        boolean arrived = false;
        do {
            Page<Message, MessageId> more = history(user, conversation, behind);
            for (Message message : more.items()) {
                arrived = page.after().map(ItemId::message).equals(Optional.of(message.id()));
                List<Item> items = arrived ? behind(message, page.after().orElseThrow()) : items(message);
                items.reversed().forEach(last::addLast);
                while (last.size() > page.limit() + 1) {
                    last.removeFirst();
                }
                if (arrived) {
                    break;
                }
            }
            behind = more.next();
        } while (behind.isPresent() && !arrived);
        if (page.after().isPresent() && !arrived) {
            throw noItem();
        }
        return Stretch.of(List.copyOf(last).reversed(), page.limit());
    }

    /** The items of its message that come before it, the last of them first. */
    private static List<Item> before(Message message, ItemId id) {
        List<Item> items = items(message);
        return items.subList(0, place(items, id)).reversed();
    }

    private static List<Item> behind(Message message, ItemId id) {
        List<Item> items = items(message);
        return items.subList(place(items, id) + 1, items.size());
    }

    private static int place(List<Item> items, ItemId id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                return i;
            }
        }
        throw noItem();
    }

    private static List<Item> items(Message message) {
        return message.status() == MessageStatus.GENERATING ? List.of() : MessageItems.of(message);
    }

    private Message message(UserId user, ConversationId conversation, MessageId id) {
        return responses
                .message(user, id)
                .filter(message -> message.conversationId().equals(conversation))
                .orElseThrow(KeepItems::noItem);
    }

    private Page<Message, MessageId> history(UserId user, ConversationId conversation, Optional<MessageId> behind) {
        return messages.history(user, conversation, Optional.empty(), new PageRequest<>(MESSAGES_AT_ONCE, behind))
                .orElseThrow(() -> new DomainException.NotFound("conversation"));
    }

    private static DomainException.NotFound noItem() {
        return new DomainException.NotFound("item");
    }
}
