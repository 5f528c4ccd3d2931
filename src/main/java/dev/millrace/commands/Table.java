package dev.millrace.commands;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rows of a CSV file whose first line names its columns. */
final class Table {

    private Table() {}

    static List<NamedCsvRecord> read(String file, String... columns) {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new Misuse("There is no file \"%s\".".formatted(file));
        }
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Path.of(file))) {
            var rows = csv.stream().toList();
            if (rows.isEmpty()) {
                throw new Misuse("\"%s\" has no rows.".formatted(file));
            }
            for (var column : columns) {
                if (!rows.getFirst().getHeader().contains(column)) {
                    throw new Misuse("\"%s\" has no column \"%s\".".formatted(file, column));
                }
            }
            return rows;
        } catch (IOException | CsvParseException e) {
            throw new Misuse("\"%s\" cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
