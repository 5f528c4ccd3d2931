package dev.millrace.commands;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file (RFC 4180, UTF-8) whose first line names the columns; their order is free, and there may be more of them. */
final class Table {

    private static final int LONGEST_FIELD = 64 << 20;

    private Table() {}

    /** The rows, each with the fields of the given columns in that order. */
    static List<List<String>> read(String file, List<String> columns) {
        var rows = new ArrayList<List<String>>();
        try (var records = CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .ofNamedCsvRecord(Path.of(file))) {
            for (var row : records) {
                rows.add(
                        columns.stream().map(column -> field(file, row, column)).toList());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Misuse("%s cannot be read: there is no such file, or it is not UTF-8.".formatted(file));
        } catch (CsvParseException e) {
            throw new Misuse("%s is not a CSV file: %s".formatted(file, reason(e)));
        }
        if (rows.isEmpty()) {
            throw new Misuse(
                    "%s has no rows. Its first line names the columns: %s.".formatted(file, String.join(",", columns)));
        }
        return rows;
    }

    private static String field(String file, NamedCsvRecord row, String column) {
        if (!row.getHeader().contains(column)) {
            throw new Misuse("%s, line 1: there is no column \"%s\". There are: %s."
                    .formatted(file, column, String.join(",", row.getHeader())));
        }
        return row.findField(column)
                .orElseThrow(() -> new Misuse("%s, line %d: the field of column \"%s\" is missing."
                        .formatted(file, row.getStartingLineNumber(), column)));
    }

    private static String reason(CsvParseException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
