package dev.millrace.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a customer writes and how it goes on, with blanks for who and what; from {@code demo/stories.yaml}. */
record Story(
        @Nullable String category,
        String team,
        String via,
        @Nullable String priority,
        String subject,
        String text,
        List<Step> steps) {

    /** Somebody's next move; {@code then} is the status an agent's reply leaves behind. */
    record Step(By by, String text, @Nullable String then) {
        enum By {
            AGENT,
            CUSTOMER,
            NOTE
        }
    }

    static List<Story> all() {
        try (var file = new ClassPathResource("demo/stories.yaml").getInputStream()) {
            List<Map<String, Object>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return read.stream().map(Story::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Story of(Map<String, Object> read) {
        var steps = new ArrayList<Step>();
        for (var step : (List<Map<String, Object>>) present(read, "steps")) {
            steps.add(step(step));
        }
        return new Story(
                (String) read.get("category"),
                (String) present(read, "team"),
                (String) present(read, "via"),
                (String) read.get("priority"),
                (String) present(read, "subject"),
                (String) present(read, "text"),
                steps);
    }

    private static Step step(Map<String, Object> read) {
        if (read.containsKey("agent")) {
            return new Step(Step.By.AGENT, (String) present(read, "agent"), (String) read.get("then"));
        }
        return read.containsKey("customer")
                ? new Step(Step.By.CUSTOMER, (String) present(read, "customer"), null)
                : new Step(Step.By.NOTE, (String) present(read, "note"), null);
    }

    private static Object present(Map<String, Object> read, String key) {
        return Objects.requireNonNull(read.get(key), key);
    }
}
