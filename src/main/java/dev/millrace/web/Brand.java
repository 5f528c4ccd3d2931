package dev.millrace.web;

import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import org.jspecify.annotations.Nullable;

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
    String ink() {
        return luminance() > 0.179 ? "#000000" : "#ffffff";
    }

    private double luminance() {
        return 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5);
    }

    private double light(int at) {
        var share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** The address of the style sheet with the colour in it: new with every colour. */
    public String stylesheet() {
        return "/brand.css?" + colour.substring(1);
    }
}
