package bot.conversational.domain.transfer;

import bot.conversational.domain.user.UserId;

/**
 * A step of an import, which is stored together with what it counts: whoever goes on with the import neither misses a
 * conversation nor counts one twice.
 *
 * @param attempt of the import that the step is part of: a step of an earlier one is refused
 * @param done conversations of the file before the step
 * @param conversations of the file in the step, also those that cannot be stored
 */
public record ImportStep(UserId user, ImportId id, int attempt, int done, int conversations) {}
