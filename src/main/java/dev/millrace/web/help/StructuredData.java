package dev.millrace.web.help;

import dev.millrace.kernel.Json;
import dev.millrace.knowledge.HelpCentre.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What search engines read beside a page (schema.org, as JSON-LD). */
public final class StructuredData {

    private StructuredData() {}

    static String of(Page page, String canonical, Map<String, String> trail, URI desk) {
        var article = new LinkedHashMap<String, Object>();
        article.put("@type", "Article");
        article.put("headline", page.version().wording().title());
        if (!page.version().wording().summary().isEmpty()) {
            article.put("description", page.version().wording().summary());
        }
        article.put("inLanguage", page.version().language());
        article.put("datePublished", page.firstPublishedAt().toString());
        article.put("dateModified", page.version().publishedAt().toString());
        article.put("mainEntityOfPage", canonical);
        return safe(List.of(article, crumbs(page, canonical, trail, desk)));
    }

    private static Map<String, Object> crumbs(Page page, String canonical, Map<String, String> trail, URI desk) {
        var items = new ArrayList<Map<String, Object>>();
        trail.forEach((path, name) -> items.add(item(items.size() + 1, name.isEmpty() ? "Help" : name, desk + path)));
        items.add(item(items.size() + 1, page.version().wording().title(), canonical));
        return Map.of("@type", "BreadcrumbList", "itemListElement", items);
    }

    private static Map<String, Object> item(int position, String name, String address) {
        return Map.of("@type", "ListItem", "position", position, "name", name, "item", address);
    }

    /** Things as JSON-LD; nothing in it ends the element that it stands in. */
    public static String safe(List<?> graph) {
        return Json.write(Map.of("@context", "https://schema.org", "@graph", graph))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
