/**
 * Answers to callers who bring their history along: nothing of question or answer is stored as a conversation. They share
 * limits, allowances and models with turns, and no code that stores.
 */
@NullMarked
package bot.conversational.domain.chat.completion;

import org.jspecify.annotations.NullMarked;
