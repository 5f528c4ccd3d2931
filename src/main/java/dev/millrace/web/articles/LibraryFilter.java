package dev.millrace.web.articles;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.knowledge.Audience;
import dev.millrace.knowledge.Library.State;
import dev.millrace.knowledge.Library.Wanted;
import dev.millrace.knowledge.SectionId;
import dev.millrace.people.PersonId;
import dev.millrace.web.Chosen;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the library is asked for, as its address says it. */
public record LibraryFilter(
        String q,
        String state,
        String section,
        String owner,
        String audience,
        String tag,
        String language,
        Wanted wanted) {

    static LibraryFilter of(MultiValueMap<String, String> asked) {
        var state = first(asked, "state");
        var section = first(asked, "section");
        var owner = first(asked, "owner");
        var audience = first(asked, "audience");
        var wanted = new Wanted(
                first(asked, "q"),
                state.isEmpty() ? null : Chosen.of("state", state, State.class),
                Chosen.of("section", section, SectionId::of),
                Chosen.of("owner", owner, PersonId::of),
                audience.isEmpty() ? null : Chosen.of("audience", audience, Audience.class),
                first(asked, "tag"),
                first(asked, "language"));
        return new LibraryFilter(
                wanted.words(), state, section, owner, audience, wanted.tag(), wanted.language(), wanted);
    }

    /** The same with another state, as an address. */
    public String at(String nextState) {
        return "/articles" + query(nextState, null);
    }

    /** The rows behind the last one shown. */
    public String query(String state, @Nullable String after) {
        var params = new LinkedHashMap<String, String>();
        params.put("q", q);
        params.put("state", state);
        params.put("section", section);
        params.put("owner", owner);
        params.put("audience", audience);
        params.put("tag", tag);
        params.put("language", language);
        params.put("after", Objects.requireNonNullElse(after, ""));
        var query = params.entrySet().stream()
                .filter(param -> !param.getValue().isEmpty())
                .map(LibraryFilter::pair)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String pair(Map.Entry<String, String> param) {
        return param.getKey() + "=" + URLEncoder.encode(param.getValue(), UTF_8);
    }

    private static String first(MultiValueMap<String, String> asked, String name) {
        return Objects.requireNonNullElse(asked.getFirst(name), "").strip();
    }
}
