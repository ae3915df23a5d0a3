/**
 * How calls of engines are watched, whatever the engine. Adapters tell it; the application counts.
 */
@NullMarked
package bot.conversational.adapters.calls;

import org.jspecify.annotations.NullMarked;
