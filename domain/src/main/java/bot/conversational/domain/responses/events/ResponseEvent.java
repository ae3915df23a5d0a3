package bot.conversational.domain.responses.events;

import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;

/** What happens to a response while it is made. */
public sealed interface ResponseEvent {

    /** It exists. */
    record Created() implements ResponseEvent {}

    /** It is being made. */
    record InProgress() implements ResponseEvent {}

    /** An item begins, still empty. */
    record ItemAdded(int index, Item item) implements ResponseEvent {}

    /** The text of an item begins. */
    record TextAdded(int index, ItemId item) implements ResponseEvent {}

    /** An item grows: its text, thought or arguments, by its kind. */
    record Grown(int index, ItemId item, String delta) implements ResponseEvent {}

    /** An item does not grow any more. */
    record GrownUp(int index, Item item) implements ResponseEvent {}

    /** The text of an item is over. */
    record TextOver(int index, Item.Said item) implements ResponseEvent {}

    /**
     * An item is over.
     *
     * @param whole false when the answer broke off within it
     */
    record ItemOver(int index, Item item, boolean whole) implements ResponseEvent {}

    /** The response is over, however it ended. */
    record Over() implements ResponseEvent {}
}
