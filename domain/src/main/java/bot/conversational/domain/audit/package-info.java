/**
 * The audit log: who did what to accounts, written in the transaction that does it. It has ids and no texts.
 */
@NullMarked
package bot.conversational.domain.audit;

import org.jspecify.annotations.NullMarked;
