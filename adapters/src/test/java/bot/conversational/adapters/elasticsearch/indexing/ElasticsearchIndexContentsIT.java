package bot.conversational.adapters.elasticsearch.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.indexing.maintenance.IndexContents;
import bot.conversational.domain.indexing.maintenance.IndexContentsContract;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ElasticsearchIndexContentsIT implements IndexContentsContract {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();

    private static final MessageIndex INDEX = SERVER.index(SERVER.schema());

    @AfterAll
    static void close() {
        SERVER.close();
        assertThat(SERVER.warnings()).as("deprecation warnings").isEmpty();
    }

    @Override
    public MessageIndex index() {
        return INDEX;
    }

    @Override
    public IndexContents contents() {
        return SERVER.contents(SERVER.schema());
    }

    @Override
    public void settle() {
        SERVER.refresh();
    }

    @Override
    public Outage outage() {
        return SERVER.outage();
    }

    @Test
    void readShouldBeUnavailableWhenThereIsNoIndex() {
        IndexContents nothing = SERVER.contents(SERVER.schema("missing"));
        UserId user = new UserId(UUID.randomUUID());

        assertThatThrownBy(() -> nothing.read(user, List.of(new MessageId(UUID.randomUUID()))))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThatThrownBy(() -> nothing.users(Optional.empty(), 1)).isInstanceOf(DomainException.Unavailable.class);
    }
}
