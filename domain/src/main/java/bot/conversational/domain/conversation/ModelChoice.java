package bot.conversational.domain.conversation;

/** Which language models a conversation may name. */
@FunctionalInterface
public interface ModelChoice {

    /** @throws bot.conversational.domain.shared.DomainException.Invalid when no model has this name */
    void check(String name);
}
