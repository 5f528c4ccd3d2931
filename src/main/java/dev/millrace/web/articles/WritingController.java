package dev.millrace.web.articles;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.knowledge.ArticleFile;
import dev.millrace.knowledge.ArticleFiles;
import dev.millrace.knowledge.Articles;
import dev.millrace.knowledge.Checks;
import dev.millrace.knowledge.HtmlToMarkdown;
import dev.millrace.knowledge.Library;
import dev.millrace.knowledge.Library.Wanted;
import dev.millrace.knowledge.Markdown;
import dev.millrace.knowledge.RichText;
import dev.millrace.knowledge.Wording;
import dev.millrace.people.PersonId;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;

/** What the editor asks for while somebody writes: how it will look, what a paste means, which article is meant, where a picture lies. */
@Controller
@RequestMapping("/articles")
class WritingController {

    /** Longer than any article may become, with what a word processor wraps around it. */
    private static final int LONGEST_PASTE = 30_000_000;

    /** The Markdown and, where it was changed, the HTML of an article. */
    private static final int LONGEST_RICH = 10 * Wording.LONGEST_BODY;

    private static final int FOUND = 8;
    private static final int LONGEST_ALT = 100;

    private static final Set<String> PICTURES = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/svg+xml",
            "video/mp4",
            "video/webm");

    private static final Pattern WITHIN = Pattern.compile("(?s)data:(image/(?:png|jpeg|gif|webp));base64,(.+)");

    /** A link that can be put into an article. */
    record Found(long number, String title) {}

    /**
     * A file that was taken, and what to write where it is to be seen.
     *
     * @param words what it is called there
     * @param shown whether it is a picture or a film
     */
    record Taken(String markdown, String path, String words, boolean shown) {}

    private final Library library;
    private final Articles articles;
    private final ArticleFiles files;
    private final Checks checks;

    WritingController(Library library, Articles articles, ArticleFiles files, Checks checks) {
        this.checks = checks;
        this.library = library;
        this.articles = articles;
        this.files = files;
    }

    @PostMapping("/preview")
    String preview(@RequestParam(defaultValue = "") String body, Model model) {
        if (body.length() > Wording.LONGEST_BODY) {
            throw new Invalid("body", "At most %,d characters.".formatted(Wording.LONGEST_BODY));
        }
        model.addAttribute("preview", Markdown.render(body));
        return "articles/_preview";
    }

    /** The text as the rich text editor wants it. */
    @PostMapping("/rich")
    @ResponseBody
    RichText.Opened rich(@RequestParam(defaultValue = "") String body) {
        if (body.length() > Wording.LONGEST_BODY) {
            throw new Invalid("body", "At most %,d characters.".formatted(Wording.LONGEST_BODY));
        }
        return RichText.open(body.replace("\r\n", "\n"));
    }

    /** And back: what was written there, as Markdown. */
    @PostMapping("/markdown")
    ResponseEntity<String> markdown(@RequestBody(required = false) @Nullable String written) {
        return plain(written(Objects.requireNonNullElse(written, "")));
    }

    static String written(String json) {
        if (json.length() > LONGEST_RICH) {
            throw new Invalid("body", "At most %,d characters.".formatted(Wording.LONGEST_BODY));
        }
        try {
            return RichText.markdown(Json.read(json, RichText.Written.class));
        } catch (JacksonException _) {
            throw new Invalid("body", "This is not what the editor sends.");
        }
    }

    private static ResponseEntity<String> plain(String text) {
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain;charset=utf-8")
                .body(text);
    }

    @PostMapping("/checks")
    String check(
            @RequestParam(defaultValue = "en") String language,
            @RequestParam MultiValueMap<String, String> typed,
            Model model) {
        var form = WordingForm.typed(typed);
        if (form.body().length() > Wording.LONGEST_BODY || !language.matches("[a-z]{2}")) {
            throw new Invalid("body", "At most %,d characters.".formatted(Wording.LONGEST_BODY));
        }
        model.addAttribute("checks", checks.of(form.wording(), language));
        return "articles/_checks";
    }

    @GetMapping("/find")
    @ResponseBody
    List<Found> find(@RequestParam(defaultValue = "") String q) {
        return library.page(new Wanted(q, null, null, null, null, "", ""), null, FOUND).items().stream()
                .map(article -> new Found(article.number(), article.title()))
                .toList();
    }

    /** What was copied from a page or a word processor; pictures that came within it are kept with the article. */
    @PostMapping("/{number}/paste")
    ResponseEntity<String> paste(
            @PathVariable long number, @RequestBody(required = false) @Nullable String html, PersonId me) {
        var article = articles.find(number);
        if (html == null || html.length() > LONGEST_PASTE) {
            throw new Invalid("html", html == null ? "There is nothing to paste." : "This is too much for one paste.");
        }
        var markdown = HtmlToMarkdown.of(html, new HtmlToMarkdown.Places() {
            @Override
            public String picture(String source) {
                var within = WITHIN.matcher(source);
                return within.matches() ? taken(within.group(1), within.group(2)) : source;
            }

            private String taken(String type, String base64) {
                try {
                    var content = Base64.getMimeDecoder().decode(base64);
                    var name = "pasted." + type.substring(type.indexOf('/') + 1);
                    return files.add(article.id(), name, type, content, me).path();
                } catch (IllegalArgumentException | Invalid _) {
                    return "";
                }
            }
        });
        return plain(markdown);
    }

    @PostMapping(path = "/{number}/files", headers = "X-Autosave")
    @ResponseBody
    Taken add(@PathVariable long number, @RequestParam(required = false) @Nullable MultipartFile file, PersonId me) {
        var taken = taken(number, file, me);
        return new Taken(markdown(taken), taken.path(), words(taken), isShown(taken));
    }

    /** Without scripts a file is added beside the text, and its line is copied from the list. */
    @PostMapping(path = "/{number}/files", headers = "!X-Autosave")
    String addFile(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(required = false) @Nullable MultipartFile file,
            PersonId me) {
        taken(number, file, me);
        return "redirect:/articles/" + number + (language.matches("[a-z]{2}") ? "?language=" + language : "")
                + "#files";
    }

    private ArticleFile taken(long number, @Nullable MultipartFile file, PersonId me) {
        var article = articles.find(number);
        if (file == null || file.isEmpty()) {
            throw new Invalid("file", "Choose a file first.");
        }
        try {
            return files.add(
                    article.id(),
                    Objects.requireNonNullElse(file.getOriginalFilename(), "file"),
                    type(file),
                    file.getBytes(),
                    me);
        } catch (IOException _) {
            throw new Invalid("file", "This file could not be read.");
        }
    }

    private static String type(MultipartFile file) {
        var type = Objects.requireNonNullElse(file.getContentType(), "").toLowerCase(Locale.ROOT);
        return type.matches("[a-z]+/[a-z0-9.+-]{1,100}") ? type : "application/octet-stream";
    }

    /** A picture or film is shown, anything else is linked. */
    static String markdown(ArticleFile file) {
        return (isShown(file) ? "![%s](%s)" : "[%s](%s)").formatted(words(file), file.path());
    }

    private static boolean isShown(ArticleFile file) {
        return PICTURES.contains(file.type());
    }

    private static String words(ArticleFile file) {
        if (!isShown(file)) {
            return file.name().replaceAll("[\\[\\]]", "");
        }
        var name = file.name().replaceFirst("\\.[^.]*$", "").replace('-', ' ').replaceAll("[\\[\\]]", "");
        return name.substring(0, Math.min(LONGEST_ALT, name.length()));
    }
}
