package bot.conversational.domain.analytics;

import bot.conversational.domain.indexing.InMemoryMessageIndex;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.shared.Outage;

class InMemoryUsageStatisticsTest implements UsageStatisticsContract {

    private final InMemoryMessageIndex index = new InMemoryMessageIndex();
    private final UsageStatistics statistics = new InMemoryUsageStatistics(index);

    @Override
    public MessageIndex index() {
        return index;
    }

    @Override
    public UsageStatistics statistics() {
        return statistics;
    }

    @Override
    public void settle() {}

    @Override
    public Outage outage() {
        return index.outage();
    }
}
