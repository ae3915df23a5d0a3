/**
 * Finding old messages and conversations again. An engine of search implements {@link MessageSearch} and {@link
 * ConversationSearch} here, {@code MessageIndex}, {@code IndexVersions} and {@code IndexContents} in {@code indexing},
 * {@code UsageStatistics} in {@code analytics} and {@code UserDataEraser} in {@code erasure}.
 */
@NullMarked
package bot.conversational.domain.search;

import org.jspecify.annotations.NullMarked;
