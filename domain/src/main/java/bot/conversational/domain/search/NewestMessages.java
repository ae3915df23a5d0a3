package bot.conversational.domain.search;

import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.util.List;

/** The messages that an index may not have yet. */
public interface NewestMessages {

    /**
     * What the user and the models wrote last, of the last minute and of at most fifty messages, as it is now. Running
     * answers are none of them.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when they cannot be read
     */
    List<MessageDocument> of(UserId user);
}
