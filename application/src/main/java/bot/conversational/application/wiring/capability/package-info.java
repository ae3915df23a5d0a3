/**
 * What the service can do: one module a capability, with its use cases, resources, background jobs, probes and metrics.
 */
@NullMarked
package bot.conversational.application.wiring.capability;

import org.jspecify.annotations.NullMarked;
