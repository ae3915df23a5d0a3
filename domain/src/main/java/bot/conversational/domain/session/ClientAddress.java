package bot.conversational.domain.session;

/**
 * Where a call comes from, as far as log-ins are counted by it.
 *
 * @param value an IPv4 address, or the network that one subscriber has of IPv6 (a /64)
 */
public record ClientAddress(String value) {}
