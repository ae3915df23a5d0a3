package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * An answer that is wanted.
 *
 * @param key by which a repeat joins the answer while it is made, or gets the same one for an hour
 * @param known stands for all that decides the answer, where one that is known may be given; else empty
 */
public record CompletionRequest(UserId user, Prompt prompt, Optional<KeyedRequest> key, Optional<Digest> known) {}
