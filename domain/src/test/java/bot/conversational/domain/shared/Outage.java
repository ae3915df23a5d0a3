package bot.conversational.domain.shared;

/** A time during which something is away, ended by {@link #close()}. */
public interface Outage extends AutoCloseable {

    @Override
    void close();
}
