/**
 * How good a search is: the measures of retrieval over judged queries.
 */
@NullMarked
package bot.conversational.domain.search.evaluation;

import org.jspecify.annotations.NullMarked;
