/**
 * Sessions, rate limits and cached conversations in Redis. Nothing here is the only copy of anything.
 *
 * <p>The data dictionary. Every key is made by {@link bot.conversational.adapters.redis.RedisKeys}, begins with {@code
 * conversational_bot:v1:{USER-ID}:}, where no other tag is named, and has a TTL. Those of limits have the TTL at their
 * fields: a server that evicts keys with a TTL, {@code volatile-lru}, drops caches and sessions before it forgets who used
 * a limit up. All keys of a user carry the same tag,
 * the part in braces, so that they lie on one node of a Redis Cluster and a script may use several. A change that an
 * older version of the service cannot read takes the next number instead of {@code v1}.
 *
 * <table>
 *   <caption>Server "sessions": evicted sessions come back, counts of limits are never evicted</caption>
 *   <tr><th>key</th><th>type and content</th><th>TTL</th><th>written by</th><th>read by</th></tr>
 *   <tr><td>{@code session:NAME}, a session by the digest of its token, a key or a user of a service by the name of
 *     the pass</td><td>string {@code id|role|endsAt|touchedAt}, times in milliseconds since 1970, and of a key {@code
 *     |scopes|requestsPerMinute|tokensPerDay} behind that; {@code -} when the pass was
 *     forgotten</td><td>the sessions' idle life, anew at each call, at most what is left of its own; the mark: one idle
 *     life</td><td>remember_session, admit; forget</td><td>admit</td></tr>
 *   <tr><td>{@code buckets}</td><td>hash of a string {@code tokens|at} for each limit's name, and for {@code
 *     LIMIT:KEY-ID} where a key has its own, with fractions, and milliseconds since 1970</td><td>of each field, until the bucket is full, which is what an absent one means; the key
 *     itself has none</td><td>admit</td><td>admit</td></tr>
 *   <tr><td>{@code {DIGEST}:failed:KIND}, without a user's tag: nobody is logged in yet</td><td>hash, field {@code n}
 *     {@code failed|ends}: log-ins that failed or are under way, and the end of the limit's window in milliseconds since 1970; by
 *     the SHA-256 of the account, address or session, see {@code FailureCount.Kind}</td><td>of the field, the limit's window, from the
 *     first; the key itself has none</td><td>count_attempt, take_back_log_in</td><td>count_attempt</td></tr>
 *   <tr><td>{@code {DIGEST}:registrations:minute}, {@code {DIGEST}:registrations:day}, likewise</td>
 *     <td>hash as above, of attempts to register, by the SHA-256 of the address</td><td>of the field, the minute or the
 *     day, from the first; the key itself has none</td><td>count_attempt</td><td>count_attempt</td></tr>
 *   <tr><td>{@code {DIGEST}:share-visits}, likewise</td><td>hash as above, of readings of shares by strangers, by the
 *     SHA-256 of the address</td><td>of the field, the minute, from the first; the key itself has none</td>
 *     <td>count_attempt</td><td>count_attempt</td></tr>
 *   <tr><td>{@code written}, only where PostgreSQL has a replica</td><td>string, the place in PostgreSQL's log behind
 *     what the user wrote last; {@code ~} when that is not known</td><td>20 seconds, anew at each write</td>
 *     <td>note_position</td><td>GET</td></tr>
 *   <tr><td>{@code {written}:mark}, likewise</td><td>string, a random value that another one follows when Redis was
 *     emptied</td><td>a day, anew at each look</td><td>SET NX</td><td>GETEX</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Server "cache": LRU</caption>
 *   <tr><th>key</th><th>type and content</th><th>TTL</th><th>written by</th><th>read by</th></tr>
 *   <tr><td>{@code conversation:ID}</td><td>hash {@code v} version, {@code s} state (JSON, with its owner), {@code tip}
 *     of its newest branch, {@code n} number and {@code t} tokens of the messages; only {@code v} when the conversation
 *     was forgotten: no version up to that comes in again</td><td>conversations', anew at each write</td>
 *     <td>replace_conversation, append_conversation, forget_conversation</td><td>lookup_conversation, find_conversation</td></tr>
 *   <tr><td>{@code conversation:ID:messages}</td><td>list of {@code MessageText}, oldest first, the newest that fit the
 *     token budget</td><td>as above</td><td>as above</td><td>lookup_conversation, find_conversation</td></tr>
 *   <tr><td>{@code answer:TIP:QUESTION-DIGEST}</td><td>string {@code since|key|answer}: the content of its user's {@code
 *     answers-since} when it was made, that key, and JSON of an answer with its owner</td><td>answers', from its
 *     making</td><td>replace_conversation, append_conversation</td><td>lookup_conversation, find_answer</td></tr>
 *   <tr><td>{@code answers-since}</td><td>string, a time that no other such key ever had: answers count that carry
 *     it</td><td>answers', anew at each</td><td>replace_conversation, append_conversation; forget_conversation drops
 *     it</td><td>lookup_conversation, find_answer</td></tr>
 *   <tr><td>{@code answer:DIGEST:REQUEST-DIGEST}, of an answer that is in no conversation: the first digest is always the
 *     same</td><td>string: {@code owner|prompt tokens|of its answer|cached|reasoning|model}, a line break, and its text</td>
 *     <td>answers', from its making</td><td>SET</td><td>GET</td></tr>
 *   <tr><td>{@code completion:KEY-DIGEST}, an answer that is in no conversation, by its idempotency key</td><td>hash {@code
 *     h} digest of the request, {@code by} who makes the answer, {@code s} running, ended, failed or too_long</td><td>ten
 *     seconds while it is made, anew at each append; an hour then; a minute when it failed</td><td>claim_completion,
 *     append_completion, end_completion</td><td>claim_completion, read_completion</td></tr>
 *   <tr><td>{@code completion:KEY-DIGEST:lines}</td><td>string, its JSON in lines, at most 1 MiB</td><td>as
 *     above</td><td>append_completion</td><td>read_completion</td></tr>
 *   <tr><td>{@code turn:ID}</td><td>string, the log of a running answer so far</td><td>2 minutes, anew at each
 *     append</td><td>append_live_turn</td><td>GETRANGE</td></tr>
 * </table>
 *
 * <p>Where answers are shared by all users their keys carry the tag {@code {answers}} in place of the user's: a script
 * then uses keys of two tags, which takes a single server, not a Redis Cluster. An attempt to log in counts under several
 * tags: one script on a single server, one for each tag on a cluster.
 */
@NullMarked
package bot.conversational.adapters.redis;

import org.jspecify.annotations.NullMarked;
