/**
 * The stores of one source of truth as tests need them: fakes that share an {@link
 * bot.conversational.domain.stores.InMemoryDatabase}, so that a turn that was begun is seen by the history, the list and
 * the changes, and what their contracts fill them with.
 */
@NullMarked
package bot.conversational.domain.stores;

import org.jspecify.annotations.NullMarked;
