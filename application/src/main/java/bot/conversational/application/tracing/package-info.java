/**
 * Traces of turns, for a receiver of OpenTelemetry's protocol. Nothing of it runs unless one is configured (ADR 28).
 */
@NullMarked
package bot.conversational.application.tracing;

import org.jspecify.annotations.NullMarked;
