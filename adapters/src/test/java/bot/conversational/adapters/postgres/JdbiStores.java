package bot.conversational.adapters.postgres;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.Frozen;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import org.jdbi.v3.core.Jdbi;

/** Lets the adapters pass the contracts of the stores; away is frozen, which is worse than stopped. */
abstract class JdbiStores implements StoreContract {

    final Jdbi jdbi = TestDatabase.shared().jdbi();
    private final Stores stores = TestDatabase.stores(jdbi);

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Outage outage() {
        Frozen frozen = Frozen.freeze(Engines.postgres());
        return frozen::close;
    }

    @Override
    public void delete(UserId user, ConversationId conversation) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with gone as (
                            delete from conversations where user_id = :user and id = :id returning version
                        ), noted as (
                            insert into revocations (user_id, kind, key, version)
                            select :user, 'conversation', :id::text, version + 1 from gone)
                        insert into changes (user_id, entity, id, version)
                        select :user, 'conversation', :id, version + 1 from gone
                        """)
                .bind("user", user)
                .bind("id", conversation)
                .execute());
    }
}
