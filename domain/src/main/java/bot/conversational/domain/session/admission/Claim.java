package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Pass;
import java.util.Optional;
import java.util.function.Supplier;

/** What a call shows, as its admission sees it. */
interface Claim {

    /** The pass that it claims to have, as far as that is known without a store. */
    Optional<Pass.Name> name();

    /**
     * The pass that it has, by the store.
     *
     * @param from where the call comes from, asked only when it matters
     * @throws bot.conversational.domain.shared.DomainException.Unauthenticated when it has none
     * @throws bot.conversational.domain.shared.DomainException.LimitExceeded when too much that is unknown came from
     *     there; the store is then not asked
     */
    Pass stored(Supplier<ClientAddress> from);

    /** Who makes the call, for who the pass was made for. */
    default Caller caller(Caller remembered) {
        return remembered;
    }
}
