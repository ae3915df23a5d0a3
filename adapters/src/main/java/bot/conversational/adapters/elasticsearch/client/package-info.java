/** Shared by all calls of Elasticsearch: clients, the circuit breaker, the schema of the index. */
@NullMarked
package bot.conversational.adapters.elasticsearch.client;

import org.jspecify.annotations.NullMarked;
