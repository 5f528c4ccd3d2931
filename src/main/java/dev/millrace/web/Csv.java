package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table to be opened elsewhere (RFC 4180); what a spreadsheet would run as a formula is marked as text. */
public final class Csv {

    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

    private final StringWriter text = new StringWriter();
    private final CsvWriter writer =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);

    public static Csv of(String... head) {
        return new Csv().row((Object[]) head);
    }

    private Csv() {}

    public Csv row(Object... cells) {
        writer.writeRecord(Arrays.stream(cells).map(Csv::cell).toList());
        return this;
    }

    public Csv row(List<?> cells) {
        return row(cells.toArray());
    }

    public ResponseEntity<byte[]> named(String filename) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(filename, UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(text.toString().getBytes(UTF_8));
    }

    /** A number is a number, however negative; text never begins as a formula does. */
    private static String cell(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        var text = String.valueOf(value);
        return startsAFormula(text) ? "'" + text : text;
    }

    /** Some programs pass over blanks before they look. */
    private static boolean startsAFormula(String text) {
        return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                || !text.isBlank()
                        && STARTS_A_FORMULA.indexOf(text.stripLeading().charAt(0)) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
