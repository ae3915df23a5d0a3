package bot.conversational.domain.stores;

import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.files.FileStore;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.folder.TagStore;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.retention.RetentionStore;
import bot.conversational.domain.revocation.RevocationStore;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.stores.administration.AdministrationStores;
import bot.conversational.domain.stores.chat.LiveTurnStores;
import bot.conversational.domain.stores.keys.KeyStores;
import bot.conversational.domain.user.UserStore;
import java.time.Duration;

/** The stores of one source of truth: what one writes, the others read. */
public record Stores(
        UserStore users,
        SessionStore sessions,
        ConversationStore conversations,
        MessageStore messages,
        FeedbackStore feedback,
        TurnStore turns,
        LiveTurnStores live,
        ChangeFeed changes,
        IndexSource index,
        RevocationStore revocations,
        ErasureStore erasures,
        FileStore files,
        AdministrationStores administration,
        RetentionStore retention,
        KeyStores keys,
        FolderStore folders,
        TagStore tags) {

    /** How long the sessions of every such store live. */
    public static final SessionLife SESSION_LIFE = new SessionLife(Duration.ofMinutes(30), Duration.ofDays(30));
}
