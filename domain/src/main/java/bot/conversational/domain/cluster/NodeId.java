package bot.conversational.domain.cluster;

/**
 * A process of the service.
 *
 * @param name no two running processes share one
 * @param epoch higher for a later process of the same name, so that the two are distinguished
 */
public record NodeId(String name, long epoch) {}
