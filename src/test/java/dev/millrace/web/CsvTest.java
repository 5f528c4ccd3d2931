package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void cellsAreQuotedWhereTheyMustBe() {
        assertThat(Csv.of("name", "note")
                        .row("Ada \"the Countess\"", "one, two")
                        .toString())
                .isEqualTo("name,note\r\n\"Ada \"\"the Countess\"\"\",\"one, two\"\r\n");
    }

    @Test
    void whatASpreadsheetWouldRunIsTextAndANumberStaysOne() {
        var csv = Csv.of("name")
                .row("=HYPERLINK(1)")
                .row(" +1")
                .row("@SUM")
                .row("\t=1")
                .row("-Ada")
                .row(-3)
                .row("");

        assertThat(csv.toString()).isEqualTo("name\r\n'=HYPERLINK(1)\r\n' +1\r\n'@SUM\r\n'\t=1\r\n'-Ada\r\n-3\r\n\r\n");
    }
}
