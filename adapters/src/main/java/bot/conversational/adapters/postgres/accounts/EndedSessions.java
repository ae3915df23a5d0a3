package bot.conversational.adapters.postgres.accounts;

import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Ends many sessions within the caller's transaction, with a revocation for each. */
final class EndedSessions {

    private EndedSessions() {}

    /** The digests of the user's sessions, which end here, all but one that may stay. */
    static List<String> endAllBut(Handle tx, UserId user, Optional<SessionId> kept) {
        return tx.createQuery("""
                        with ended as (
                            delete from sessions
                             where user_id = :user and id is distinct from :kept::uuid
                            returning user_id, digest
                        ), noted as (
                            insert into revocations (user_id, kind, key)
                            select user_id, 'session', digest from ended
                            on conflict (user_id, kind, key) do nothing
                        )
                        select digest from ended
                        """)
                .bind("user", user)
                .bind("kept", kept)
                .mapTo(String.class)
                .list();
    }
}
