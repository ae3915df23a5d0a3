package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.search.MessageSearch;

/**
 * The search that is measured.
 *
 * @param index without a fallback, and with time for a collection that is larger than any user's
 */
public record EvaluatedSearch(MessageSearch index) {}
