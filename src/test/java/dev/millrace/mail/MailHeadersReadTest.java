package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Encoded words, parameters, addresses and dates, as they should be and as they are. */
class MailHeadersReadTest {

    @Test
    void encodedWordsAreDecodedInEveryBrokenForm() {
        var expected = Map.ofEntries(
                Map.entry("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
                Map.entry("=?utf-8?b?R3LDvMOfZQ?=", "Grüße"),
                Map.entry("=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=", "Grüße an alle"),
                Map.entry("=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=", "Grüße an alle"),
                Map.entry("=?iso-8859-1*de?Q?Gr=FC=DFe?=", "Grüße"),
                Map.entry("=?utf-8?B?R3LDvA==?= =?utf-8?B?w59l?=", "Grüße"),
                Map.entry("=?utf-8?B?R3LD?=\r\n =?utf-8?B?vMOfZQ==?=", "Grüße"),
                Map.entry("=?utf-8?Q?one?= two =?utf-8?Q?three?=", "one two three"),
                Map.entry("=?utf-8?Q?Really=3F?=", "Really?"),
                Map.entry("=?utf-8?B?R3LDvMOfZQ==", "Grüße"),
                Map.entry("Re: =?utf-8?B?R3LDvMOfZQ==?=.", "Re: Grüße."),
                Map.entry("=?nonsense?Q?abc?=", "=?nonsense?Q?abc?="),
                Map.entry("1 =? 2", "1 =? 2"),
                Map.entry("=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは"));

        expected.forEach(
                (raw, text) -> assertThat(HeaderText.decode(raw)).as(raw).isEqualTo(text));
    }

    @Test
    void directionAndControlCharactersAreDropped() {
        assertThat(HeaderText.decode("=?utf-8?B?4oCucGF5LmV4ZQ==?=")).isEqualTo("pay.exe");
        assertThat(HeaderText.decode("a\u0000b\u200B\r\n c")).isEqualTo("ab c");
    }

    @Test
    void parametersAreReadFromAllTheirForms() {
        assertThat(parameter("attachment; filename=\"a; b.pdf\"")).isEqualTo("a; b.pdf");
        assertThat(parameter("attachment; filename=a b.pdf")).isEqualTo("a b.pdf");
        assertThat(parameter("attachment; filename*=UTF-8''na%C3%AFve.txt")).isEqualTo("naïve.txt");
        assertThat(parameter("attachment; filename*0*=UTF-8''na%C3; filename*1*=%AFve; filename*2=.txt"))
                .isEqualTo("naïve.txt");
        assertThat(parameter("attachment; filename*1=\"b.txt\"; filename*0=\"a\""))
                .isEqualTo("ab.txt");
        assertThat(parameter("attachment; filename=\"=?utf-8?B?bmHDr3ZlLnR4dA==?=\""))
                .isEqualTo("naïve.txt");
        assertThat(parameter("attachment; filename=\"never closed.txt")).isEqualTo("never closed.txt");
        assertThat(parameter("attachment;; FileName = \"x.txt\" ;")).isEqualTo("x.txt");
        assertThat(MimeValue.parse("multipart/mixed boundary=\"x\"").parameter("boundary"))
                .isEqualTo("x");
    }

    @Test
    void addressesAreFoundHoweverTheyAreWritten() {
        assertThat(address("Ada Lovelace <ada@example.org>")).isEqualTo("Ada Lovelace|ada@example.org");
        assertThat(address("ada@example.org (Ada Lovelace)")).isEqualTo("Ada Lovelace|ada@example.org");
        assertThat(address("\"Lovelace, Ada\" <ada@example.org>")).isEqualTo("Lovelace, Ada|ada@example.org");
        assertThat(address("=?utf-8?Q?Ad=C3=A9la=2C_A=2E?= <ada@example.org>")).isEqualTo("Adéla, A.|ada@example.org");
        assertThat(address("=?utf-8?B?QWRhIDxhZGFAZXhhbXBsZS5vcmc+?=")).isEqualTo("Ada|ada@example.org");
        assertThat(address("Ada ada@example.org")).isEqualTo("Ada|ada@example.org");
        assertThat(address("<ada@example.org")).isEqualTo("|ada@example.org");
        assertThat(address("'Ada' <mailto:ada@example.org>")).isEqualTo("Ada|ada@example.org");
        assertThat(address("<@relay.example,@other:ada@example.org>")).isEqualTo("|ada@example.org");
        assertThat(address("\"unclosed <ada@example.org>")).isEqualTo("unclosed|ada@example.org");
        assertThat(address("Postmaster")).isEqualTo("Postmaster|");
        assertThat(Addresses.parse("Friends: a@example.org, B <b@example.org>; c@example.org")
                        .addresses())
                .extracting(MailAddress::email)
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
        assertThat(Addresses.parse("undisclosed-recipients:;").addresses()).isEmpty();
    }

    @Test
    void datesAreReadFromWhatProgramsWrite() {
        assertThat(MailDates.parse("Tue, 3 Mar 2026 09:15:00 +0100")).isEqualTo(Instant.parse("2026-03-03T08:15:00Z"));
        assertThat(MailDates.parse("3 Mar 26 09:15 GMT")).isEqualTo(Instant.parse("2026-03-03T09:15:00Z"));
        assertThat(MailDates.parse("Tue Mar  3 09:15:00 2026")).isEqualTo(Instant.parse("2026-03-03T09:15:00Z"));
        assertThat(MailDates.parse("Tue, 03 Mar 2026 09:15:00 PST (comment)"))
                .isEqualTo(Instant.parse("2026-03-03T17:15:00Z"));
        assertThat(MailDates.parse("2026-03-03T09:15:00+01:00")).isEqualTo(Instant.parse("2026-03-03T08:15:00Z"));
        assertThat(MailDates.parse("Tue, 03 Mar 2026 09.15.00 -0000")).isEqualTo(Instant.parse("2026-03-03T09:15:00Z"));
        assertThat(MailDates.parse("Tue, 32 Foo 2026")).isNull();
        assertThat(MailDates.parse("")).isNull();
    }

    private static String address(String raw) {
        var address = Addresses.parse(raw).addresses().getFirst();
        return address.name() + "|" + address.email();
    }

    private static String parameter(String raw) {
        return String.valueOf(MimeValue.parse(raw).parameter("filename"));
    }
}
