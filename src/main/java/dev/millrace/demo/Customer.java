package dev.millrace.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Somebody who writes to Fenwick Bikes. */
record Customer(String name, String email) {

    private static final List<String> FIRST = List.of(
            "Ada", "Amara", "Anton", "Beatriz", "Bruno", "Chiara", "Clara", "Daniel", "Elif", "Emil", "Fatima", "Finn",
            "Greta", "Hana", "Henrik", "Ida", "Ines", "Jakob", "Joana", "Jonas", "Kofi", "Lena", "Lucia", "Mateo",
            "Mei", "Mila", "Nadia", "Niklas", "Noor", "Olga", "Oskar", "Paul", "Priya", "Rosa", "Samuel", "Sofia",
            "Theo", "Tomasz", "Vera", "Yusuf", "Zoë", "Øyvind", "Łucja", "Jürgen", "محمد", "Анна");
    private static final List<String> LAST = List.of(
            "Lovelace",
            "Abebe",
            "Almeida",
            "Andersen",
            "Baker",
            "Berger",
            "Castro",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Grant",
            "Hoffmann",
            "Ito",
            "Jansen",
            "Kaya",
            "Keller",
            "Kowalska",
            "Lambert",
            "Larsen",
            "Lindner",
            "Martin",
            "Meyer",
            "Moreau",
            "Murphy",
            "Nowak",
            "Okafor",
            "Olsen",
            "Patel",
            "Petrov",
            "Ricci",
            "Rossi",
            "Sato",
            "Schmidt",
            "Silva",
            "Singh",
            "Sørensen",
            "Taylor",
            "Vogel",
            "Weber",
            "Young",
            "Zimmermann");
    private static final List<String> DOMAINS = List.of(
            "mailhaus.example",
            "posteo.example",
            "inbox.example",
            "analytical.example",
            "north-wind.example",
            "webmail.example",
            "family-post.example",
            "tidepool.example");

    /** Different people; the first is Ada Lovelace, who writes more often than others. */
    static List<Customer> crowd(int size, Random random) {
        var crowd = new ArrayList<Customer>();
        crowd.add(new Customer("Ada Lovelace", "ada@analytical.example"));
        while (crowd.size() < size) {
            var first = FIRST.get(random.nextInt(FIRST.size()));
            var last = LAST.get(random.nextInt(LAST.size()));
            var email = "%s.%s%d@%s"
                    .formatted(ascii(first), ascii(last), crowd.size(), DOMAINS.get(random.nextInt(DOMAINS.size())));
            crowd.add(new Customer(first + " " + last, email));
        }
        return crowd;
    }

    String first() {
        return name.substring(0, name.indexOf(' '));
    }

    private static String ascii(String name) {
        var plain = Normalizer.normalize(
                        name.replace("ø", "o").replace("Ø", "O").replace("Ł", "L"), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? "mail" : plain;
    }
}
