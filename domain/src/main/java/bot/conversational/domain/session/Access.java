package bot.conversational.domain.session;

/** What a call was admitted by: a session, which may do all that its user may, or an API key, which may do less. */
public sealed interface Access permits SessionId, KeyGrant {}
