package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.tls.TrustedAuthorities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * Where Elasticsearch is, and how it is spoken to: one node, or the nodes of a cluster. Of several each call takes the next
 * one, and when that cannot be reached or says nothing in time the one after it; who failed is left alone for a minute.
 *
 * @param scheme {@code http}, or {@code https} for TLS, which checks the server's certificate and name
 * @param addresses as {@code host:port}
 * @param authorization value of that header; empty for a server that asks for none
 * @param authorities file of the certificate authorities that are believed; empty: Java's own
 */
public record ElasticsearchServer(
        String scheme, List<String> addresses, Optional<String> authorization, Optional<Path> authorities) {

    /** One without TLS and without a password. */
    public static ElasticsearchServer plain(String host, int port) {
        return new ElasticsearchServer("http", List.of(host + ":" + port), Optional.empty(), Optional.empty());
    }

    /** The header of a user with a password. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The header of an API key, as Elasticsearch encodes it. */
    public static String apiKey(String encoded) {
        return "ApiKey " + encoded;
    }

    RestClientBuilder client() {
        RestClientBuilder client = RestClient.builder(addresses.stream()
                .map(address -> HttpHost.create(scheme + "://" + address))
                .toArray(HttpHost[]::new));
        authorization.ifPresent(
                value -> client.setDefaultHeaders(new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, value)}));
        return client;
    }

    HttpAsyncClientBuilder secured(HttpAsyncClientBuilder http) {
        authorities.map(TrustedAuthorities::in).ifPresent(http::setSSLContext);
        return http;
    }

    @Override
    public String toString() {
        return "ElasticsearchServer[" + scheme + "://" + String.join(",", addresses) + "]";
    }
}
