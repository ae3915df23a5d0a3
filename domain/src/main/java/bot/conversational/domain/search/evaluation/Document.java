package bot.conversational.domain.search.evaluation;

import bot.conversational.domain.llm.MessageRole;

/**
 * Something that is searched for, as a message.
 *
 * @param id by which questions and judgements name it
 * @param conversation that it is in; documents that do not belong together have one each
 * @param role who said it
 */
public record Document(String id, String conversation, MessageRole role, String text) {}
