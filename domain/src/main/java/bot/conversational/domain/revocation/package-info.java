/**
 * Revocations: a session that ended, a conversation that was deleted. Each is written in the transaction that makes it
 * so, and propagated to Redis until Redis has it, whatever was down meanwhile.
 */
@NullMarked
package bot.conversational.domain.revocation;

import org.jspecify.annotations.NullMarked;
