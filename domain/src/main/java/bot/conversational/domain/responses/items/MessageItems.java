package bot.conversational.domain.responses.items;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.responses.items.ItemId.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes messages apart into items, in order. Texts of a model that no thought or call separates are one item; sources and
 * data are none.
 */
public final class MessageItems {

    private final MessageId message;
    private final MessageRole role;
    private final List<Item> items = new ArrayList<>();
    private List<Part> saying = new ArrayList<>();
    private boolean said;

    private MessageItems(MessageId message, MessageRole role) {
        this.message = message;
        this.role = role;
    }

    /** All items of a message; none when there is nothing in it. */
    public static List<Item> of(Message message) {
        MessageItems items = new MessageItems(message.id(), message.role());
        message.body().inParts().forEach(items::add);
        items.say();
        return items.items;
    }

    /** One item of a message. */
    public static Optional<Item> find(Message message, ItemId id) {
        return of(message).stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** What is left of a message without one of its items. */
    public static Content without(Message message, ItemId id) {
        return Content.of(of(message).stream()
                .filter(item -> !item.id().equals(id))
                .flatMap(item -> item.parts().stream())
                .toList());
    }

    /** The id of a text in an answer that grows. */
    public static ItemId text(MessageId message, int number, boolean first) {
        return new ItemId(Kind.MSG, message, first ? ItemId.FIRST_SAID : number);
    }

    private void add(Part part) {
        switch (part) {
            case Part.Text ignored -> saying.add(part);
            case Part.Attachment ignored -> saying.add(part);
            case Part.Reasoning(String text, var signature) -> {
                say();
                items.add(new Item.Thought(id(Kind.RS), text, signature));
            }
            case Part.ToolCall(String callId, String name, String arguments) -> {
                say();
                items.add(new Item.Called(id(Kind.FC), callId, name, arguments));
            }
            case Part.ToolResult(String callId, String content, boolean isError) -> {
                say();
                items.add(new Item.Returned(id(Kind.FCO), callId, content, isError));
            }
            case Part.Source ignored -> {
                // It is about the text before it.
            }
            case Part.Data ignored -> {
                // It is for clients of our own API.
            }
        }
    }

    private void say() {
        if (!saying.isEmpty()) {
            items.add(new Item.Said(
                    text(message, items.size(), !said), role, Content.of(saying).inParts()));
            saying = new ArrayList<>();
            said = true;
        }
    }

    private ItemId id(Kind kind) {
        return new ItemId(kind, message, items.size());
    }
}
