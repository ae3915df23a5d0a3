package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditTrail;
import bot.conversational.domain.audit.Origin;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.UnknownTokens;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordRules;
import bot.conversational.domain.user.User;
import java.time.InstantSource;
import java.util.Optional;

/** Gives an account a password by a one-time token, and ends its sessions. Open to everybody who has one. */
public final class ChoosePassword {

    private final PasswordTokenStore tokens;
    private final UnknownTokens unknown;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final LogOut logOut;
    private final AuditTrail trail;
    private final InstantSource clock;

    public ChoosePassword(
            PasswordTokenStore tokens,
            UnknownTokens unknown,
            PasswordRules rules,
            PasswordHasher hasher,
            LogOut logOut,
            AuditTrail trail,
            InstantSource clock) {
        this.tokens = tokens;
        this.unknown = unknown;
        this.rules = rules;
        this.hasher = hasher;
        this.logOut = logOut;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Chooses the password.
     *
     * @param text the token, as its holder sent it
     * @throws DomainException.NotFound when it is no such token, was used, or has expired
     * @throws DomainException.Invalid when the password is too easy to guess; the token stays good
     * @throws DomainException.LimitExceeded when too many unknown tokens came from there
     */
    public User choose(String text, Password fresh, ClientAddress from, Origin origin) {
        unknown.refused(from).ifPresent(wait -> {
            throw new DomainException.LimitExceeded("Too many unknown tokens came from this address.", wait);
        });
        Optional<SessionToken> token = SessionToken.parse(text);
        User user = token.flatMap(it -> tokens.holder(it, clock.instant())).orElseThrow(() -> {
            token.ifPresent(it -> unknown.remember(it.digest(), from));
            return notFound();
        });
        rules.check("password", fresh, user.email());
        PasswordTokenStore.Redeemed redeemed = tokens.redeem(
                        token.orElseThrow(),
                        hasher.hashForStranger(fresh),
                        clock.instant(),
                        trail.entry(AuditAction.PASSWORD_RESET, user.id(), origin))
                .orElseThrow(ChoosePassword::notFound);
        logOut.tell(user.id(), redeemed.ended());
        return redeemed.user();
    }

    private static DomainException notFound() {
        return new DomainException.NotFound("invitation");
    }
}
