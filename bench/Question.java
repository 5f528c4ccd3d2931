import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a customer asks, and what it is about. */
record Question(String subject, String body, String label) {

    private static final long SEED = 4_711;
    private static final int SUBJECT = 60;

    /** A public set as a table of texts and labels, in an order that has nothing to do with theirs. */
    static List<Question> of(String text, String label, Path... files) throws IOException {
        var questions = new ArrayList<Question>();
        for (var file : files) {
            try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                rows.forEach(row -> questions.add(of(row.getField(text), row.getField(label))));
            }
        }
        Collections.shuffle(questions, new Random(SEED));
        return questions;
    }

    /** As people write who fill in one field: the subject is how the text begins. */
    private static Question of(String text, String label) {
        return new Question(text.length() <= SUBJECT ? text : text.substring(0, SUBJECT), text, label);
    }

    /** As the API takes it. */
    String json(String requester, boolean labelled) {
        return """
                {"subject": %s, "body": %s, "requester": {"email": %s}%s}
                """.formatted(
                        quoted(subject),
                        quoted(body),
                        quoted(requester),
                        labelled ? ", \"category\": " + quoted(label) : "");
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else if (letter < ' ') {
                quoted.append("\\u%04x".formatted((int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
