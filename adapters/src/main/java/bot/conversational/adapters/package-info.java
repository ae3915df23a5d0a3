/**
 * Implementations of the domain's ports, one package per technology; none depends on another, but for the JSON that
 * several hold.
 */
@NullMarked
package bot.conversational.adapters;

import org.jspecify.annotations.NullMarked;
