package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.tls.TrustedAuthorities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * Where Elasticsearch is, and how it is spoken to.
 *
 * @param scheme {@code http}, or {@code https} for TLS, which checks the server's certificate and name
 * @param authorization value of that header; empty for a server that asks for none
 * @param authorities file of the certificate authorities that are believed; empty: Java's own
 */
public record ElasticsearchServer(
        String scheme, String host, int port, Optional<String> authorization, Optional<Path> authorities) {

    /** One without TLS and without a password. */
    public static ElasticsearchServer plain(String host, int port) {
        return new ElasticsearchServer("http", host, port, Optional.empty(), Optional.empty());
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
        RestClientBuilder client = RestClient.builder(new HttpHost(host, port, scheme));
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
        return "ElasticsearchServer[" + scheme + "://" + host + ":" + port + "]";
    }
}
