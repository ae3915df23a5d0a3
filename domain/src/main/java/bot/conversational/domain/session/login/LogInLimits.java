package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;

/**
 * The limits of failed log-ins. They concern log-ins only: a session that is alive never notices them.
 *
 * @param account for one e-mail address, whether or not it has an account
 * @param address for all accounts together, from one {@link ClientAddress}
 */
public record LogInLimits(FailureLimit account, FailureLimit address) {}
