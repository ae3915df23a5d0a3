package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.user.EmailAddress;
import java.util.List;

/**
 * The limits of wrong passwords. Those of log-ins concern log-ins only: a session that is alive never notices them, and
 * has a limit of its own.
 *
 * @param accountAtAddress for one e-mail address, whether or not it has an account, from one {@link ClientAddress}
 * @param account for one e-mail address from anywhere
 * @param address for all accounts together, from one {@link ClientAddress}
 * @param session for one session whose caller confirms the password
 */
public record LogInLimits(
        FailureLimit accountAtAddress, FailureLimit account, FailureLimit address, FailureLimit session) {

    /** What a log-in counts under. */
    List<FailureCount> logIn(EmailAddress email, ClientAddress from) {
        return List.of(
                FailureCount.at(email, from, accountAtAddress),
                FailureCount.of(email, account),
                FailureCount.of(from, address));
    }

    /** What a session's caller counts under who confirms the password. */
    List<FailureCount> confirmation(SessionId confirming) {
        return List.of(FailureCount.of(confirming, session));
    }
}
