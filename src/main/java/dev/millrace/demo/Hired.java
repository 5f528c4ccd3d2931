package dev.millrace.demo;

import dev.millrace.people.PersonId;
import java.util.Map;
import java.util.NoSuchElementException;

/** The company's people as the desk knows them. */
record Hired(PersonId owner, Map<String, PersonId> byName) {

    PersonId id(String name) {
        var id = byName.get(name);
        if (id == null) {
            throw new NoSuchElementException(name + " does not work at Fenwick Bikes");
        }
        return id;
    }
}
