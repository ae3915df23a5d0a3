package bot.conversational.adapters.elasticsearch.search;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.elasticsearch.ElasticsearchFixture;
import bot.conversational.domain.analytics.UsageStatistics;
import bot.conversational.domain.analytics.UsageStatisticsContract;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.Outage;
import org.junit.jupiter.api.AfterAll;

class ElasticsearchUsageStatisticsIT implements UsageStatisticsContract {

    private static final ElasticsearchFixture SERVER = new ElasticsearchFixture();
    private static final MessageIndex INDEX = SERVER.index(SERVER.schema());

    private final UsageStatistics statistics = SERVER.usage(SERVER.schema());

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
    public UsageStatistics statistics() {
        return statistics;
    }

    @Override
    public void settle() {
        SERVER.refresh();
    }

    @Override
    public Outage outage() {
        return SERVER.outage();
    }
}
