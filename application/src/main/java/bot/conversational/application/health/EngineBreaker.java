package bot.conversational.application.health;

import java.util.function.DoubleSupplier;

/**
 * A circuit breaker before an engine. The engine's module declares it.
 *
 * @param engine as in {@code db_system_name}
 * @param name of the breaker among those of the engine
 * @param openness 1: calls are kept back; 0.5: the next one is let through to try; 0: all are
 */
public record EngineBreaker(String engine, String name, DoubleSupplier openness) {}
