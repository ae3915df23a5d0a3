package bot.conversational.adapters.elasticsearch;

import bot.conversational.domain.search.MessageIndex;
import bot.conversational.domain.search.RejectionLog;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs which messages the index refused and why, by ids and kinds of errors. */
public final class Slf4jRejectionLog implements RejectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(Slf4jRejectionLog.class);

    @Override
    public void rejected(List<MessageIndex.Rejection> rejections) {
        for (MessageIndex.Rejection rejection : rejections) {
            LOG.error(
                    "message {} of user {} cannot be indexed at version {}: {}",
                    rejection.document().message().id(),
                    rejection.document().user(),
                    rejection.document().version(),
                    rejection.reason());
        }
    }
}
