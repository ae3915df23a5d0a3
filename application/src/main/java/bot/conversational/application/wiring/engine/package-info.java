/**
 * What the service stands on: one module an engine, with every adapter of it, its jobs, probes and metrics.
 */
@NullMarked
package bot.conversational.application.wiring.engine;

import org.jspecify.annotations.NullMarked;
