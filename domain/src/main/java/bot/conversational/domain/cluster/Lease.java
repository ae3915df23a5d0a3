package bot.conversational.domain.cluster;

import java.time.Duration;

/** How long a node counts as alive after it was heard of; the same for every node. */
public record Lease(Duration length) {}
