package dev.millrace.commands;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rows of a CSV file (RFC 4180, UTF-8) whose first line names its columns; their order is free. */
final class Table {

    private static final int LONGEST_FIELD = 64 << 20;

    private Table() {}

    /** Every row has a field in each of the columns. */
    static List<NamedCsvRecord> read(String file, String... columns) {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new Misuse("There is no file \"%s\".".formatted(file));
        }
        try (var csv = CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .ofNamedCsvRecord(Path.of(file))) {
            var rows = csv.stream().toList();
            if (rows.isEmpty()) {
                throw new Misuse("\"%s\" has no rows.".formatted(file));
            }
            for (var column : columns) {
                check(file, column, rows);
            }
            return rows;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new Misuse("\"%s\" cannot be read: %s".formatted(file, reason(e)));
        }
    }

    private static void check(String file, String column, List<NamedCsvRecord> rows) {
        if (!rows.getFirst().getHeader().contains(column)) {
            throw new Misuse("\"%s\" has no column \"%s\" in line 1.".formatted(file, column));
        }
        for (var row : rows) {
            if (row.findField(column).isEmpty()) {
                throw new Misuse("\"%s\", line %d: the field of column \"%s\" is missing."
                        .formatted(file, row.getStartingLineNumber(), column));
            }
        }
    }

    private static String reason(Exception failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
