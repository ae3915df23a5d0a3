/**
 * Where the hexagon is put together, and the only place that sees both of its sides: one Guice module per capability,
 * explicit bindings only.
 */
@NullMarked
package bot.conversational.application.wiring;

import org.jspecify.annotations.NullMarked;
