package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class InspectMailTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void aFolderIsWalkedAndEachMessageIsOneLine() throws IOException {
        Files.writeString(
                folder.resolve("a.eml"),
                "From: Ada <ada@example.org>\nSubject: One\nMessage-ID: <1@x>\n\nHello\n\n--\nAda");
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("more/b.eml"), "Subject: Two\n\nx");

        var lines = inspect(folder.toString()).lines().toList();

        assertThat(lines).hasSize(2);
        var first = JSON.readTree(lines.getFirst());
        assertThat(first.path("path").asString())
                .isEqualTo(folder.resolve("a.eml").toString());
        assertThat(first.path("ok").asBoolean()).isTrue();
        assertThat(first.path("subject").asString()).isEqualTo("One");
        assertThat(first.path("from_email").asString()).isEqualTo("ada@example.org");
        assertThat(first.path("from_name").asString()).isEqualTo("Ada");
        assertThat(first.path("message_id").asString()).isEqualTo("1@x");
        assertThat(first.path("reply").asString()).isEqualTo("Hello");
        assertThat(first.path("signature").asString()).isEqualTo("--\nAda");
        assertThat(first.path("kind").asString()).isEqualTo("normal");
        assertThat(first.path("leaves")).hasSize(1);
        assertThat(first.path("ms").isNumber()).isTrue();
    }

    @Test
    void aBareBodyIsReadAsTextOrHtml() throws IOException {
        var text = Files.writeString(folder.resolve("a.txt"), "Yes\n\nOn 3 Mar 2026, Linus wrote:\n> no?");
        var html = Files.writeString(folder.resolve("a.html"), "<p>Yes</p><blockquote type=cite>no?</blockquote>");

        assertThat(JSON.readTree(inspect("--text", text.toString()))
                        .path("reply")
                        .asString())
                .isEqualTo("Yes");
        assertThat(JSON.readTree(inspect("--html", html.toString()))
                        .path("reply")
                        .asString())
                .isEqualTo("Yes");
    }

    @Test
    void helpIsGivenAndMistakesAreNamed() {
        assertThat(inspect("--help")).contains("Usage: inspect-mail");
        assertThat(InspectMail.run(new String[] {}, new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(2);
        assertThat(InspectMail.run(new String[] {"--nonsense"}, new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(2);
        assertThat(InspectMail.run(new String[] {"/no/such/file"}, new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(1);
    }

    private static String inspect(String... args) {
        var out = new ByteArrayOutputStream();
        assertThat(InspectMail.run(args, new PrintStream(out, false, StandardCharsets.UTF_8)))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
