package bot.conversational.domain.session.admission;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Credential;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Says for each kind of credential how its pass is found. */
public final class Claims {

    private final StoredSessions sessions;
    private final StoredKeys keys;
    private final ServiceKeyStore services;
    private final KnownKeys known;
    private final IdSource ids;
    private final InstantSource clock;

    public Claims(
            StoredSessions sessions,
            StoredKeys keys,
            ServiceKeyStore services,
            KnownKeys known,
            IdSource ids,
            InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.services = services;
        this.known = known;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a call claims. Of a key that the node does not know the store is asked here.
     *
     * @throws DomainException.Unauthenticated when the key is none
     * @throws DomainException.Malformed when a service's key names no user
     */
    Claim of(SessionAdmission.Entrance call) {
        return switch (call.credential()) {
            case SessionToken token -> new OfSession(token, Pass.Name.of(token));
            case ApiKeyToken token ->
                switch (keys.find(token, call.from())) {
                    case FoundKey.Personal(Pass pass) -> new OfKey(token, pass.name());
                    case FoundKey.OfService service ->
                        new OfExternalUser(
                                service,
                                new ExternalUser(
                                        service.service(),
                                        call.actsFor()
                                                .or(call.further())
                                                .orElseThrow(() -> new DomainException.Malformed(
                                                        "A service key must name the user whom it acts for."))));
                };
        };
    }

    /** See {@link SessionAdmission#isOfService}. */
    boolean isOfService(Credential credential, Supplier<ClientAddress> from) {
        return credential instanceof ApiKeyToken token && keys.find(token, from) instanceof FoundKey.OfService;
    }

    private final class OfSession implements Claim {

        private final SessionToken token;
        private final Pass.Name name;

        OfSession(SessionToken token, Pass.Name name) {
            this.token = token;
            this.name = name;
        }

        @Override
        public Optional<Pass.Name> name() {
            return Optional.of(name);
        }

        @Override
        public Pass stored(Supplier<ClientAddress> from) {
            return Pass.of(sessions.find(token, name.value(), from));
        }
    }

    private final class OfKey implements Claim {

        private final ApiKeyToken token;
        private final Pass.Name name;

        OfKey(ApiKeyToken token, Pass.Name name) {
            this.token = token;
            this.name = name;
        }

        @Override
        public Optional<Pass.Name> name() {
            return Optional.of(name);
        }

        @Override
        public Pass stored(Supplier<ClientAddress> from) {
            return switch (keys.findAnew(token, from)) {
                case FoundKey.Personal(Pass pass) -> pass;
                case FoundKey.OfService ignored -> throw StoredKeys.unauthenticated();
            };
        }
    }

    private final class OfExternalUser implements Claim {

        private final FoundKey.OfService key;
        private final ExternalUser user;

        OfExternalUser(FoundKey.OfService key, ExternalUser user) {
            this.key = key;
            this.user = user;
        }

        @Override
        public Optional<Pass.Name> name() {
            return known.user(user);
        }

        @Override
        public Pass stored(Supplier<ClientAddress> from) {
            Pass.Name name = services.userOf(user, new UserId(ids.next()), clock.instant())
                    .orElseThrow(() -> new DomainException.Forbidden("The user is suspended."));
            known.remember(user, name);
            return new Pass(name, caller(name.user()), Pass.NEVER, Instant.EPOCH);
        }

        @Override
        public Caller caller(Caller remembered) {
            return caller(remembered.user());
        }

        private Caller caller(UserId user) {
            return new Caller(user, key.grant(), Role.USER);
        }
    }
}
