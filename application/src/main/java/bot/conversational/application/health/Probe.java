package bot.conversational.application.health;

/** Asks something that the service depends on whether it is well. */
@FunctionalInterface
public interface Probe {

    /**
     * A line for the operator on its state.
     *
     * @throws Exception when it is not well; the message is for the operator too
     */
    String ask() throws Exception;
}
