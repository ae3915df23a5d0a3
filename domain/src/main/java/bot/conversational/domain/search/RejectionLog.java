package bot.conversational.domain.search;

import java.util.List;

/** Where it is told that messages cannot be indexed, so that somebody looks into it. */
public interface RejectionLog {

    /** Never fails, and keeps ids and reasons only. */
    void rejected(List<MessageIndex.Rejection> rejections);
}
