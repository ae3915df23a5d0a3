/**
 * Maintenance of the search index: rebuilding it while it is searched, comparing it with the source of truth, repairing
 * differences, and detecting that one of the two was lost or restored.
 */
@NullMarked
package bot.conversational.domain.indexing.maintenance;

import org.jspecify.annotations.NullMarked;
