/**
 * Where the hexagon is put together, and the only place that sees both of its sides: one Guice module a capability and
 * one an engine, bound by constructor and explicitly. ADR 17.
 */
@NullMarked
package bot.conversational.application.wiring;

import org.jspecify.annotations.NullMarked;
