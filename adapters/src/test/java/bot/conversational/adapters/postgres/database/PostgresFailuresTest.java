package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.shared.DomainException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jdbi.v3.core.CloseException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFailuresTest {

    private static JdbiException withState(String state) {
        return new CloseException("reason", new SQLException("reason", state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "53300", "53100", "57014", "57P01", "57P03", "58030", "55P03", "25P03", "25P04",
                "25006", "40001", "40P01"
            })
    void translateShouldSayUnavailableWhenAnotherTryMayHelp(String state) {
        JdbiException failure = withState(state);

        assertThat(PostgresFailures.translate(failure))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasCause(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "42P01", "23505", "23503", "22P02", "25001", "XX000", "0", ""})
    void translateShouldSayBrokenWhenTheStatementIsWrong(String state) {
        JdbiException failure = withState(state);

        assertThat(PostgresFailures.translate(failure))
                .isInstanceOf(DomainException.Broken.class)
                .hasCause(failure);
    }

    @Test
    void translateShouldSayUnavailableWhenNoConnectionCouldBeHad() {
        assertThat(PostgresFailures.translate(new ConnectionException(new SQLException("pool exhausted"))))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(PostgresFailures.translate(new CloseException("reason", new SQLTimeoutException("too slow"))))
                .isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    void lostRaceShouldBeTrueForDeadlocksAndSerializationFailuresOnly() {
        assertThat(PostgresFailures.lostRace(withState("40P01"))).isTrue();
        assertThat(PostgresFailures.lostRace(withState("40001"))).isTrue();
        assertThat(PostgresFailures.lostRace(withState("57014"))).isFalse();
    }

    @Test
    void isSilenceShouldBeTrueOfAServerThatTakesNoWrites() {
        assertThat(PostgresFailures.isSilence(withState("25006"), () -> false)).isTrue();
        assertThat(PostgresFailures.isSilence(withState("23505"), () -> false)).isFalse();
    }
}
