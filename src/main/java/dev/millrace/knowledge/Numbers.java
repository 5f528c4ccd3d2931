package dev.millrace.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the texts of an import lie now, so that links between them find each other; and what is noticed on the way. */
final class Numbers {

    private final Map<String, Long> byPath = new HashMap<>();
    private final List<ImportReport.Problem> problems = new ArrayList<>();

    void know(String path, long number) {
        byPath.put(path, number);
    }

    Optional<Long> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    void problem(String file, int line, String what) {
        problems.add(new ImportReport.Problem(file, line, what));
    }

    List<ImportReport.Problem> problems() {
        return problems;
    }
}
