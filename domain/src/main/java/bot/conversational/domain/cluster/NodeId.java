package bot.conversational.domain.cluster;

/**
 * A process of the service.
 *
 * @param name no two running processes share one
 * @param epoch higher for a later process of the same name, so that the two are distinguished. Made of a clock, which may be set
 *     back: a lower one takes over when the lease of the higher one has run out
 */
public record NodeId(String name, long epoch) {}
