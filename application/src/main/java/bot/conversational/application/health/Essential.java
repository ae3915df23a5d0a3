package bot.conversational.application.health;

import java.util.function.BooleanSupplier;

/**
 * Something that this process cannot do without and cannot make anew, such as a thread that all calls need. Its module
 * declares it.
 *
 * @param name for operators
 * @param lives false when only a restart helps
 */
public record Essential(String name, BooleanSupplier lives) {}
