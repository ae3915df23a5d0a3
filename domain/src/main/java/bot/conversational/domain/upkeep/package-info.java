/**
 * Keeping the search index equal to the source of truth: filling it anew while it is searched, comparing the two, and
 * noticing that one of them is not what it was.
 */
@NullMarked
package bot.conversational.domain.upkeep;

import org.jspecify.annotations.NullMarked;
