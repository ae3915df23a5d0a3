package bot.conversational.application.health;

import java.util.concurrent.Callable;

/**
 * A health check of a dependency of the service. The dependency's module declares it.
 *
 * @param name of the health check
 * @param question returns a line for operators; an exception means unhealthy, and its message is for operators, too
 */
public record HealthProbe(String name, Callable<String> question) {}
