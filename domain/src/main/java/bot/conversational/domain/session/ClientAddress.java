package bot.conversational.domain.session;

/**
 * Where a call comes from, as far as log-ins are counted by it.
 *
 * @param isProxy whether it is a proxy of ours that names nobody: it has no limit of its own, since it is everybody
 * @param value an IPv4 address, or the network that one subscriber has of IPv6 (a /64)
 */
public record ClientAddress(String value, boolean isProxy) {

    /** One that is nobody's proxy. */
    public ClientAddress(String value) {
        this(value, false);
    }
}
