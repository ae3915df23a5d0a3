/**
 * The stores of the domain on PostgreSQL, the source of truth.
 *
 * <p>Rules for every class here: one method of a port is one transaction, and usually one statement that commits by
 * itself. Every statement binds the user's id, also where another id would be enough. Nothing is stored in the database
 * session between two statements, so that a pooler may give each to another server connection. A library's exception
 * leaves only as a {@link bot.conversational.domain.shared.DomainException}, see {@link
 * bot.conversational.adapters.postgres.database.PostgresFailures}.
 *
 * <p>The schema is {@code migrations.xml}. A statement of more than about twelve lines is a file of its method's name
 * in {@code sql/}.
 */
@NullMarked
package bot.conversational.adapters.postgres;

import org.jspecify.annotations.NullMarked;
