package bot.conversational.application.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.7", "1.8", "9", "11", "17", "20"})
    void javaBefore21ShouldBeTooOld(String version) {
        assertThat(Launcher.isTooOld(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "22", "25", "100"})
    void javaFrom21OnShouldDo(String version) {
        assertThat(Launcher.isTooOld(version)).isFalse();
    }
}
