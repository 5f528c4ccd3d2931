package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.Secrets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyAddressTest {

    private final ReplyAddress addresses = new ReplyAddress(Secrets.of("one master key"));

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 1042, 99_999_999, 999_999_999_999_999_999L})
    void anAnswerFindsItsTicket(long number) {
        var address = addresses.of("support@example.com", number);

        assertThat(address).startsWith("support+t" + number + "k").endsWith("@example.com");
        assertThat(addresses.read(address)).hasValue(number);
    }

    @Test
    void aServerMayFoldTheCase() {
        var address = addresses.of("Support@Example.com", 1042);

        assertThat(addresses.read(address.toUpperCase(Locale.ROOT))).hasValue(1042);
        assertThat(addresses.read(address.toLowerCase(Locale.ROOT))).hasValue(1042);
    }

    @Test
    void theNumberOfAnotherTicketDoesNotFitTheSignature() {
        var address = addresses.of("support@example.com", 1042);

        assertThat(addresses.read(address.replace("t1042k", "t1043k"))).isEmpty();
    }

    @Test
    void anotherDesksSignatureIsWorthNothing() {
        var theirs = new ReplyAddress(Secrets.of("another master key")).of("support@example.com", 1042);

        assertThat(addresses.read(theirs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "support@example.com",
                "support+t1042k@example.com",
                "support+t1042@example.com",
                "support+tk0000000000000000@example.com",
                "support+t99999999999999999999k0000000000000000@example.com",
                "+t1k0000000000000000",
                "@",
                ""
            })
    void whatIsNotOursIsNobodys(String address) {
        assertThat(addresses.read(address)).isEmpty();
    }

    @Test
    void aMailboxWithALongNameKeepsItsOwnAddress() {
        var longest = "a".repeat(60) + "@example.com";

        assertThat(addresses.of(longest, 1042)).isEqualTo(longest);
    }

    @Test
    void aTagOfTheMailboxItselfStays() {
        var address = addresses.of("help+eu@example.com", 7);

        assertThat(address).startsWith("help+eu+t7k");
        assertThat(addresses.read(address)).hasValue(7);
    }
}
