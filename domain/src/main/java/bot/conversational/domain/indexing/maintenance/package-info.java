/**
 * Keeping the search index equal to the source of truth: rebuilding it while it is searched, comparing the two, repairing
 * what differs, and noticing that one of them is not what it was.
 */
@NullMarked
package bot.conversational.domain.indexing.maintenance;

import org.jspecify.annotations.NullMarked;
