package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.user.EmailAddress;

/**
 * One of the counts that a failed attempt at a password adds to.
 *
 * @param of what is counted, unique within the kind
 * @param limit of this count
 */
public record FailureCount(Kind kind, String of, FailureLimit limit) {

    /** By what failures are counted. */
    public enum Kind {
        /** One account from one address: whoever mistypes or guesses there locks out nobody elsewhere. */
        ACCOUNT_AT_ADDRESS("account-at-address"),

        /** One account from anywhere: many addresses that guess together. */
        ACCOUNT("account"),

        /** One address, whatever accounts it tries. */
        ADDRESS("address"),

        /** One live session, whose caller is asked for the password again. Strangers have no part in it. */
        SESSION("session");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The kind's name in keys. */
        public String label() {
            return label;
        }
    }

    static FailureCount at(EmailAddress account, ClientAddress address, FailureLimit limit) {
        return new FailureCount(Kind.ACCOUNT_AT_ADDRESS, account.key() + " " + address.value(), limit);
    }

    static FailureCount of(EmailAddress account, FailureLimit limit) {
        return new FailureCount(Kind.ACCOUNT, account.key(), limit);
    }

    static FailureCount of(ClientAddress address, FailureLimit limit) {
        return new FailureCount(Kind.ADDRESS, address.value(), limit);
    }

    static FailureCount of(SessionId session, FailureLimit limit) {
        return new FailureCount(Kind.SESSION, session.toString(), limit);
    }

    /** Not the account or address that it counts for. */
    @Override
    public String toString() {
        return "FailureCount[" + kind + "]";
    }
}
