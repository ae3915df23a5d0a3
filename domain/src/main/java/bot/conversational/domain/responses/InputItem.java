package bot.conversational.domain.responses;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.shared.Text;

/** An item of a caller's input, oldest first in a list. */
public sealed interface InputItem {

    /** One that the caller brings. */
    record Given(MessageRole role, Content content) implements InputItem {
        public Given {
            Text.wellFormed("input", content.text());
        }
    }

    /** One that the service has. */
    record Reference(ItemId id) implements InputItem {}
}
