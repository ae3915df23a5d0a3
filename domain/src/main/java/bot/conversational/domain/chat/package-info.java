/**
 * The turn: a question is made durable, answered by a language model or from the cache, and the answer is stored.
 * How a turn goes, and who does what:
 *
 * <ol>
 *   <li>{@link SendMessage} looks in the cache for the context and a known answer ({@link
 *   bot.conversational.domain.chat.context.ContextCache#lookup}); on a miss it reads the context from the store.
 *   <li>With a known answer, {@code TurnStore.beginAndEnd} writes question and answer in one statement. Done.
 *   <li>Otherwise {@link PromptBuilder} makes the prompt, and
 *       {@link bot.conversational.domain.chat.generation.TurnRunner} registers a
 *       {@link bot.conversational.domain.chat.live.LiveTurn} and reserves tokens.
 *   <li>{@code TurnStore.begin} makes the question durable. The caller gets a
 *       {@link bot.conversational.domain.chat.live.TurnReader}.
 *   <li>A {@link bot.conversational.domain.chat.generation.Generation} asks the model on a thread of its own. Deltas go
 *   into the live turn, which readers poll.
 *   <li>{@link bot.conversational.domain.chat.recovery.SaveLiveTexts} mirrors the text to Redis and saves it in
 *   PostgreSQL.
 *   <li>{@code TurnStore.end} makes the answer durable; then readers see the end; then the cache is updated.
 *   <li>{@link bot.conversational.domain.chat.recovery.StopTurn} ends a turn early, on whichever node it runs.
 *   <li>If the node dies, another node's {@link bot.conversational.domain.chat.recovery.EndOrphanedTurns} ends the turn
 *   with the text that was saved.
 * </ol>
 *
 * The packages depend on each other in the order in which a turn meets them: {@code generation}, {@code recovery},
 * {@code live}, {@code turn}, {@code context}; no dependency goes up.
 */
@NullMarked
package bot.conversational.domain.chat;

import org.jspecify.annotations.NullMarked;
