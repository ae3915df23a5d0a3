package bot.conversational.application.health;

import java.util.concurrent.Callable;

/**
 * Asks something that the service depends on whether it is well. The module of what is asked declares it.
 *
 * @param name of the health check
 * @param question gives a line for the operator; an exception says that it is not well, and its message is for the
 *     operator too
 */
public record HealthProbe(String name, Callable<String> question) {}
