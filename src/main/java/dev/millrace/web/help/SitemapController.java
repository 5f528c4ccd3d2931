package dev.millrace.web.help;

import dev.millrace.community.Community;
import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpLanguages;
import dev.millrace.knowledge.Visitor;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/** Tells search engines what there is to read for anybody, and nothing else. */
@Controller
class SitemapController {

    /** Of one file, as the protocol wants it. */
    private static final int MOST = 50_000;

    private static final MediaType XML = MediaType.valueOf("application/xml;charset=utf-8");
    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final HelpCentre help;
    private final Settings settings;
    private final Desk desk;

    SitemapController(HelpCentre help, Settings settings, Desk desk) {
        this.help = help;
        this.settings = settings;
        this.desk = desk;
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/plain;charset=utf-8"))
                .cacheControl(AN_HOUR)
                .body("""
                        User-agent: *
                        Allow: /help
                        Allow: /contact
                        Allow: /assets/
                        Allow: /brand.css
                        Disallow: /help/search
                        Disallow: /help/feedback
                        Disallow: /help/tickets
                        Disallow: /help/profile
                        Disallow: /help/sign-in
                        Disallow: /

                        Sitemap: %s/help/sitemap.xml
                        %s""".formatted(desk.publicUrl(), topics()));
    }

    private String topics() {
        return settings.get(Community.KEY).open()
                ? "Sitemap: %s/help/community/sitemap.xml%n".formatted(desk.publicUrl())
                : "";
    }

    /** All of it, or where its parts are. A part is a range of numbers, so that it stays the same while others are added. */
    @GetMapping("/help/sitemap.xml")
    ResponseEntity<String> sitemap() {
        var parts = parts();
        if (parts == 1) {
            return part(0);
        }
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        for (var part = 0; part < parts; part++) {
            xml.append("<sitemap><loc>%s/help/sitemap/%d.xml</loc></sitemap>%n".formatted(address(""), part));
        }
        return answer(xml.append("</sitemapindex>\n"));
    }

    @GetMapping("/help/sitemap/{part}.xml")
    ResponseEntity<String> part(@PathVariable int part) {
        if (part < 0 || part >= parts()) {
            throw new NotFound("The sitemap has no such part.");
        }
        var languages = settings.get(HelpLanguages.KEY).languages();
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                """);
        if (part == 0) {
            xml.append("<url><loc>%s</loc></url>%n".formatted(address("/help")));
            var tree = help.sections();
            var counts = help.counts(Visitor.ANYBODY);
            counts.keySet().stream()
                    .filter(id -> tree.find(id).isPresent())
                    .map(tree::path)
                    .sorted()
                    .forEach(path -> xml.append("<url><loc>%s</loc></url>%n".formatted(address(path))));
        }
        var step = step();
        for (var each : help.addresses(languages, part * step, (part + 1) * step)) {
            xml.append("<url><loc>%s</loc><lastmod>%s</lastmod></url>%n"
                    .formatted(address(each.path()), each.publishedAt()));
        }
        return answer(xml.append("</urlset>\n"));
    }

    private long parts() {
        return Math.max(1, Math.ceilDiv(help.highestNumber(), step()));
    }

    /** How many numbers fill one file, if each article is in every language; the first has the sections too. */
    private long step() {
        return (MOST - 1_000) / settings.get(HelpLanguages.KEY).languages().size();
    }

    private String address(String path) {
        return HtmlUtils.htmlEscape(desk.publicUrl() + HelpController.encoded(path), "UTF-8");
    }

    private static ResponseEntity<String> answer(StringBuilder xml) {
        return ResponseEntity.ok().contentType(XML).cacheControl(AN_HOUR).body(xml.toString());
    }
}
