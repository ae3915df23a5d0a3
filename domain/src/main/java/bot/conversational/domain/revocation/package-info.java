/**
 * What the hot stores may no longer say: a session that ended, a conversation that was deleted. Each is noted in the
 * transaction that makes it so, and told to the hot stores until they have heard it, whatever was away meanwhile.
 */
@NullMarked
package bot.conversational.domain.revocation;

import org.jspecify.annotations.NullMarked;
