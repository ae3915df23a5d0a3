package bot.conversational.domain.chat.live;

import bot.conversational.domain.user.UserId;

/** An answer that a node generates beside its turns: it is of no conversation, and counts as a turn does. */
public interface LoneAnswer {

    UserId user();

    /** The node ends: it must not wait for the rest. */
    void interrupt();
}
