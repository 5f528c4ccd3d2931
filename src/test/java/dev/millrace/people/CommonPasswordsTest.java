package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password123!",
                "1234567890",
                "qwertyuiop",
                "poiuytrewq",
                "passwordpassword",
                "letmein2026!!",
                "aaaaaaaaaaaa",
                "abcdefghij",
                "1q2w3e4r5t",
                "Welcome2024",
                "31121999!!",
                "abc123abc123",
                "millrace123"
            })
    void whatAnybodyWouldTryIsCommon(String password) {
        assertThat(CommonPasswords.contain(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse battery", "mill wheel turns", "Tr0ub4dor&3x", "日本語のパスワードです", "zk29-fjw1-qpx8"})
    void whatTakesThoughtIsNot(String password) {
        assertThat(CommonPasswords.contain(password)).isFalse();
    }
}
