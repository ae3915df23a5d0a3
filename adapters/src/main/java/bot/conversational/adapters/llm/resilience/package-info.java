/** Around a call: routing to models and fallbacks, retries, the circuit breaker of an endpoint, time limits. */
@NullMarked
package bot.conversational.adapters.llm.resilience;

import org.jspecify.annotations.NullMarked;
