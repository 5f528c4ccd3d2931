package dev.millrace.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.kernel.CannotStart;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

    @Test
    void understandsWhatHostingProvidersWrite() {
        var url = DatabaseUrl.parse("postgresql://ada:p%40ss+word@db.example.com:6432/desk?sslmode=require");

        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "jdbc:postgresql://db.example.com:6432/desk?sslmode=require", "ada", "p@ss+word"));
    }

    @Test
    void needsNeitherPortNorPassword() {
        assertThat(DatabaseUrl.parse("postgres://ada@db/desk"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db/desk", "ada", null));
    }

    @Test
    void takesJdbcAddressesAsTheyAre() {
        var jdbc = "jdbc:postgresql://db/desk?user=ada";

        assertThat(DatabaseUrl.parse(jdbc)).isEqualTo(new DatabaseUrl(jdbc, null, null));
    }

    @Test
    void neverRepeatsThePassword() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> DatabaseUrl.parse("postgresql://ada:sec ret@db/desk"))
                .withMessageNotContaining("ret@");
        assertThat(DatabaseUrl.parse("postgresql://ada:secret@db/desk").toString())
                .doesNotContain("secret");
    }
}
