package bot.conversational.domain.responses.events;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.responses.items.MessageItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of a response of the pieces of its answer, and numbers them. Events and numbers follow from the answer
 * alone, however its pieces were cut: who resumes a stream gets the very rest. For one thread.
 */
public final class EventSequence {

    /** An event and its number, from 0. */
    public record Numbered(long number, ResponseEvent event) {}

    private final MessageId answer;
    private final long after;
    private final List<Numbered> made = new ArrayList<>();
    private long next;
    private int items;
    private boolean said;
    private @Nullable Growing open;

    /** @param after the last number that was seen, whose events and those before are left out; -1 for none */
    public EventSequence(MessageId answer, long after) {
        this.answer = answer;
        this.after = after;
    }

    /** The events before the first piece. */
    public List<Numbered> begin() {
        emit(new ResponseEvent.Created());
        emit(new ResponseEvent.InProgress());
        return taken();
    }

    /** The events that a piece makes, perhaps none yet. */
    public List<Numbered> add(Delta delta) {
        switch (delta) {
            case Delta.Text(String text) -> say(text);
            case Delta.More(String text) -> grow(text);
            case Delta.Signed(String signature) -> sign(signature);
            case Delta.Opened(Part part) -> open(part);
            case Delta.Foreign ignored -> {
                // Only who passes an answer on as it came asks for such.
            }
        }
        return taken();
    }

    /**
     * The last events: none follow.
     *
     * @param whole whether the answer is
     * @param kept whether all of it is that anybody has seen: a node that dies may take some along
     */
    public List<Numbered> end(boolean whole, boolean kept) {
        close(whole);
        next = kept ? next : Math.max(next, after + 1);
        emit(new ResponseEvent.Over());
        return taken();
    }

    private void open(Part part) {
        switch (part) {
            case Part.Text(String text) -> say(text);
            case Part.Reasoning(String text, var signature) -> {
                begin(new Item.Thought(new ItemId(ItemId.Kind.RS, answer, items), "", Optional.empty()), text);
                signature.ifPresent(this::sign);
            }
            case Part.ToolCall(String callId, String name, String arguments) ->
                begin(new Item.Called(new ItemId(ItemId.Kind.FC, answer, items), callId, name, ""), arguments);
            case Part.ToolResult ignored -> {
                // No model gives one.
            }
            case Part.Attachment ignored -> {
                // No model gives one.
            }
            case Part.Source ignored -> {
                // See MessageItems.
            }
            case Part.Data ignored -> {
                // See MessageItems.
            }
        }
    }

    private void say(String text) {
        if (text.isEmpty()) {
            return;
        }
        Growing grown = open;
        if (grown != null && grown.item instanceof Item.Said) {
            grow(text);
            return;
        }
        ItemId id = MessageItems.text(answer, items, !said);
        said = true;
        begin(new Item.Said(id, MessageRole.ASSISTANT, List.of()), text);
    }

    private void begin(Item item, String text) {
        close(true);
        Growing begun = new Growing(item, items);
        items++;
        open = begun;
        emit(new ResponseEvent.ItemAdded(begun.index, item));
        if (item instanceof Item.Said) {
            emit(new ResponseEvent.TextAdded(begun.index, item.id()));
        }
        grow(text);
    }

    private void grow(String text) {
        Growing grown = open;
        if (grown != null) {
            grown.text.append(text);
            give(grown, false);
        }
    }

    private void sign(String signature) {
        Growing grown = open;
        if (grown != null) {
            grown.signature = Optional.of(signature);
        }
    }

    private void give(Growing grown, boolean whole) {
        for (int end = Pieces.end(grown.text, grown.given, whole);
                end > 0;
                end = Pieces.end(grown.text, grown.given, whole)) {
            emit(new ResponseEvent.Grown(grown.index, grown.item.id(), grown.text.substring(grown.given, end)));
            grown.given = end;
        }
    }

    private void close(boolean whole) {
        Growing grown = open;
        if (grown == null) {
            return;
        }
        give(grown, true);
        Item item = grown.whole();
        emit(new ResponseEvent.GrownUp(grown.index, item));
        if (item instanceof Item.Said text) {
            emit(new ResponseEvent.TextOver(grown.index, text));
        }
        emit(new ResponseEvent.ItemOver(grown.index, item, whole));
        open = null;
    }

    private void emit(ResponseEvent event) {
        if (next > after) {
            made.add(new Numbered(next, event));
        }
        next++;
    }

    private List<Numbered> taken() {
        List<Numbered> taken = List.copyOf(made);
        made.clear();
        return taken;
    }

    /** The item that grows. */
    private static final class Growing {

        private final Item item;
        private final int index;
        private final StringBuilder text = new StringBuilder();
        private Optional<String> signature = Optional.empty();
        private int given;

        Growing(Item item, int index) {
            this.item = item;
            this.index = index;
        }

        Item whole() {
            String all = text.toString();
            return switch (item) {
                case Item.Said begun -> new Item.Said(begun.id(), begun.role(), List.of(new Part.Text(all)));
                case Item.Thought begun -> new Item.Thought(begun.id(), all, signature);
                case Item.Called begun -> new Item.Called(begun.id(), begun.callId(), begun.name(), all);
                case Item.Returned returned -> returned;
            };
        }
    }
}
