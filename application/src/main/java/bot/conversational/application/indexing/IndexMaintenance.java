package bot.conversational.application.indexing;

import bot.conversational.domain.indexing.maintenance.RebuildIndex.Step;
import bot.conversational.domain.indexing.maintenance.WatchIndex;
import bot.conversational.domain.indexing.maintenance.WatchIndex.Concern;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the index, and logs a finding when it differs from the one before. */
public final class IndexMaintenance implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(IndexMaintenance.class);

    private final WatchIndex keeping;
    private Optional<Concern> told = Optional.empty();

    public IndexMaintenance(WatchIndex keeping) {
        this.keeping = keeping;
    }

    /** Whether a rebuild continues. */
    @Override
    public boolean getAsBoolean() {
        WatchIndex.Outcome outcome = keeping.runOnce();
        if (!outcome.concern().equals(told)) {
            outcome.concern()
                    .ifPresent(it -> LOG.warn("{}{}", it, outcome.step().isPresent() ? ": it is rebuilt" : ""));
            told = outcome.concern();
        }
        return switch (outcome.step().orElse(new Step.Busy())) {
            case Step.Busy() -> false;
            case Step.Filling filling -> true;
            case Step.Published(String version, long messages) -> {
                LOG.info("searches see {} with {} messages", version, messages);
                yield false;
            }
        };
    }
}
