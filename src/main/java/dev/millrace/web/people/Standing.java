package dev.millrace.web.people;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.Company;
import dev.millrace.people.CompanyId;
import dev.millrace.people.CustomerValue;
import dev.millrace.web.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For whom a customer writes and what they are worth to the house, as the choices of a form. */
public final class Standing {

    private Standing() {}

    public static Map<String, String> values(Texts t) {
        var options = new LinkedHashMap<String, String>();
        for (var value : CustomerValue.values()) {
            options.put(value.word(), t.word("people.value", value));
        }
        return options;
    }

    /** Of a person, who may have their company's. */
    public static Map<String, String> values(Texts t, @Nullable Company company) {
        var options = new LinkedHashMap<String, String>();
        var inherited = company == null ? CustomerValue.STANDARD : company.value();
        options.put("", t.of("people.value.inherited", t.word("people.value", inherited)));
        options.putAll(values(t));
        return options;
    }

    public static Map<String, String> companies(Texts t, List<Company> companies) {
        var options = new LinkedHashMap<String, String>();
        options.put("", t.of("people.company.none"));
        companies.forEach(company -> options.put(company.id().toString(), company.name()));
        return options;
    }

    static CompanyId company(String chosen) {
        try {
            return new CompanyId(UUID.fromString(chosen));
        } catch (IllegalArgumentException _) {
            throw new Invalid("company", "This company does not exist any more. Choose another one.");
        }
    }

    static CustomerValue value(String chosen) {
        try {
            return CustomerValue.of(chosen);
        } catch (IllegalArgumentException _) {
            throw new Invalid("value", "“%s” is none of standard, valued, key.".formatted(chosen));
        }
    }
}
