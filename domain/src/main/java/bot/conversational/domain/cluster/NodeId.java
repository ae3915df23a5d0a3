package bot.conversational.domain.cluster;

/**
 * A process of the service.
 *
 * @param name no two running processes share one
 * @param epoch later for a later process of the same name, so that nobody takes it for the one before
 */
public record NodeId(String name, long epoch) {}
