package dev.millrace.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import java.net.URLEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The company as its customers see it: its name, its colour, its logo. Customers' pages carry this, not our name. */
public record Brand(String name, String colour, @Nullable String logo) {

    public static final Settings.Key<Brand> SETTING =
            new Settings.Key<>("brand", Brand.class, new Brand("Millrace", "#0f766e", null));

    public Brand {
        if (!colour.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("A colour is written #rrggbb, not " + colour);
        }
    }

    /** With the name the company goes by, once it has told. */
    Brand of(House house) {
        return house.name().isEmpty() ? this : new Brand(house.name(), colour, logo);
    }

    /** Black or white, whichever can be read on the company's colour. */
    public String ink() {
        return luminance() > 0.179 ? "#000000" : "#ffffff";
    }

    private double luminance() {
        return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5);
    }

    private double light(int at) {
        var share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** What stands in the browser's tab on customers' pages: the logo, or the company's initial on its colour. */
    public String icon() {
        return logo != null
                ? logo
                : "data:image/svg+xml," + URLEncoder.encode(mark(), UTF_8).replace("+", "%20");
    }

    private String mark() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="%s"/>\
                <text x="16" y="22.5" font-family="sans-serif" font-size="19" font-weight="600" text-anchor="middle" fill="%s">%s</text></svg>""".formatted(colour, ink(), HtmlUtils.htmlEscape(initial()));
    }

    /** The address of the style sheet with the colour in it: new with every colour. */
    public String stylesheet() {
        return "/brand.css?" + colour.substring(1);
    }
}
