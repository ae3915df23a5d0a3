package bot.conversational.adapters.postgres.responses;

import bot.conversational.domain.responses.ItemStore;
import bot.conversational.domain.responses.ItemStoreContract;
import bot.conversational.domain.responses.MetadataStore;
import bot.conversational.domain.responses.ResponseStore;
import bot.conversational.domain.responses.ResponseStoreContract;
import org.jdbi.v3.core.Jdbi;

/** Lets the stores of responses pass their contracts on any database. */
public interface JdbiResponses extends ResponseStoreContract, ItemStoreContract {

    Jdbi jdbi();

    @Override
    default ResponseStore responses() {
        return new JdbiResponseStore(jdbi());
    }

    @Override
    default ItemStore items() {
        return new JdbiItemStore(jdbi());
    }

    @Override
    default MetadataStore metadata() {
        return new JdbiMetadataStore(jdbi());
    }
}
