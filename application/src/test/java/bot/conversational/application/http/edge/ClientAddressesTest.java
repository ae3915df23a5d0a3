package bot.conversational.application.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private final ClientAddresses addresses = new ClientAddresses(Set.of("10.0.0.0/8", "2001:db8:1::1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # peer          | X-Forwarded-For                          | client
            198.51.100.7    | ``                                       | 198.51.100.7
            198.51.100.7    | 203.0.113.9                              | 198.51.100.7
            10.1.2.3        | ``                                       | 10.1.2.3
            10.1.2.3        | 203.0.113.9                              | 203.0.113.9
            10.1.2.3        | 203.0.113.9:51034                        | 203.0.113.9
            10.1.2.3        | 192.0.2.1, 203.0.113.9                   | 203.0.113.9
            10.1.2.3        | 192.0.2.1, 203.0.113.9, 10.9.9.9         | 203.0.113.9
            10.1.2.3        | 192.0.2.1, nonsense, 10.9.9.9            | 10.9.9.9
            10.1.2.3        | www.example.com                          | 10.1.2.3
            2001:db8:1::1   | 203.0.113.9                              | 203.0.113.9
            2001:db8:2::1   | 203.0.113.9                              | 2001:db8:2:0:0:0:0:0/64
            10.1.2.3        | 2001:db8:2:3:4:5:6:7                     | 2001:db8:2:3:0:0:0:0/64
            10.1.2.3        | [2001:db8:2:3:4:5:6:7]:51034             | 2001:db8:2:3:0:0:0:0/64
            10.1.2.3        | ::ffff:203.0.113.9                       | 203.0.113.9
            ::ffff:10.1.2.3 | 203.0.113.9                              | 203.0.113.9
            fe80::1%2       | 203.0.113.9                              | fe80:0:0:0:0:0:0:0/64
            """)
    void clientShouldBeTheLastHopThatIsNoProxyOfOurs(String peer, String forwarded, String client) {
        List<String> hops = forwarded.isEmpty() ? List.of() : Arrays.asList(forwarded.split(","));

        assertThat(addresses.find(peer, hops).value()).isEqualTo(client);
    }

    @Test
    void nobodyShouldBeBelievedWhenNoProxyIsTrusted() {
        assertThat(new ClientAddresses(Set.of())
                        .find("127.0.0.1", List.of("203.0.113.9"))
                        .value())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void proxyThatIsNoAddressShouldBeRefused() {
        assertThatThrownBy(() -> new ClientAddresses(Set.of("10.0.0.0/99")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
