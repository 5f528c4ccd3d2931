package dev.millrace.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A story as one customer lives it: its blanks are filled. */
record Telling(Story story, Customer customer, Map<String, String> blanks) {

    static final List<String> BIKES = List.of(
            "Fenwick City 3",
            "Fenwick City 5",
            "Heron Trekking",
            "Heron Trekking E",
            "Otter Cargo",
            "Otter Cargo E",
            "Swift Gravel",
            "Wren Kids 24",
            "Wren Kids 20",
            "Mallard Belt");
    private static final List<String> PARTS = List.of(
            "bottom bracket",
            "rear light",
            "saddle",
            "mudguard set",
            "luggage rack",
            "bell",
            "kickstand",
            "brake lever",
            "tyre",
            "phone holder");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "the 3rd", "the 12th", "the 21st");

    static Telling of(Story story, Customer customer, Random random) {
        return new Telling(
                story,
                customer,
                Map.of(
                        "first", customer.first(),
                        "bike", BIKES.get(random.nextInt(BIKES.size())),
                        "part", PARTS.get(random.nextInt(PARTS.size())),
                        "day", DAYS.get(random.nextInt(DAYS.size())),
                        "size", List.of("S", "M", "L").get(random.nextInt(3)),
                        "amount", Integer.toString(15 + random.nextInt(240)),
                        "order", "F" + (41_000 + random.nextInt(9_000))));
    }

    /** What its customer writes into the fields that the contact form asks for, as far as the story knows it. */
    Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        if (story.text().contains("{order}")) {
            fields.put("order_number", fill("{order}"));
        }
        if (story.text().contains("{bike}")) {
            fields.put("bike", fill("{bike}"));
        }
        return fields;
    }

    String subject() {
        return fill(story.subject());
    }

    String fill(String text) {
        var filled = text;
        for (var blank : blanks.entrySet()) {
            filled = filled.replace("{" + blank.getKey() + "}", blank.getValue());
        }
        return filled;
    }
}
