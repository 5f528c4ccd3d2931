package dev.millrace.web.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Json;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Settings;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcement.Audience;
import dev.millrace.notices.Announcements;
import dev.millrace.web.Assets;
import dev.millrace.web.Brand;
import dev.millrace.web.Shell;
import dev.millrace.web.Texts;
import dev.millrace.web.Widget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The script that the company's website loads: it draws the button, and knows by what stands at its head how. */
@Controller
class WidgetScriptController {

    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What is older is no news to somebody who comes for the first time. */
    private static final Duration NEW = Duration.ofDays(30);

    private static final String OFF =
            "console.info(\"The help button is switched off at the desk: Settings, Help button.\");\n";

    /** @param news when the latest announcement began, if that was not long ago */
    record Head(
            List<String> sites,
            String label,
            boolean left,
            String colour,
            String ink,
            @Nullable Long news,
            String title,
            String fresh,
            String close) {}

    private final Settings settings;
    private final Clock clock;
    private final Remembered<List<Instant>> told;
    private final String script = new String(Assets.body("widget.js"), UTF_8);

    WidgetScriptController(Settings settings, Announcements announcements, Realtime realtime, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.told = new Remembered<>(
                realtime,
                Announcements.TOPIC,
                () -> announcements.all().stream()
                        .filter(one -> one.audience() == Audience.EVERYONE)
                        .map(Announcement::from)
                        .toList());
    }

    @GetMapping("/widget.js")
    ResponseEntity<String> script(@ModelAttribute("shell") Shell shell, @ModelAttribute("t") Texts t) {
        var widget = settings.get(Widget.KEY);
        var body = widget.on() ? "(widget => {\n" + script + "})(" + head(widget, shell.brand(), t) + ");\n" : OFF;
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript;charset=utf-8"))
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .eTag(tag(body))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                // The one file of the desk that other sites load.
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(body);
    }

    private String head(Widget widget, Brand brand, Texts t) {
        return Json.write(new Head(
                widget.sites(),
                widget.label().isEmpty() ? t.of("widget.label") : widget.label(),
                widget.left(),
                brand.colour(),
                brand.ink(),
                news(),
                t.of("widget.title", brand.name()),
                t.of("widget.new"),
                t.of("ui.close")));
    }

    private @Nullable Long news() {
        var now = clock.instant();
        return told.get().stream()
                .filter(from -> !from.isAfter(now) && from.isAfter(now.minus(NEW)))
                .max(Comparator.naturalOrder())
                .map(Instant::toEpochMilli)
                .orElse(null);
    }

    /** A weak one: a strong one would keep the server from compressing. */
    private static String tag(String body) {
        var sum = new CRC32C();
        sum.update(body.getBytes(UTF_8));
        return "W/\"" + Long.toHexString(sum.getValue()) + "-" + body.length() + "\"";
    }
}
