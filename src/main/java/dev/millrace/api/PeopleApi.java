package dev.millrace.api;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import dev.millrace.people.ApiToken;
import dev.millrace.people.Companies;
import dev.millrace.people.Company;
import dev.millrace.people.CustomerValue;
import dev.millrace.people.Directory;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The people who write to the desk and those who answer. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {

    /**
     * A person; {@code addresses} are all that are known, {@code email} is where they are answered.
     *
     * @param value their own, or else their company's
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record PersonJson(
            UUID id,
            String name,
            @Nullable String email,
            List<String> addresses,
            @Nullable CompanyJson company,
            CustomerValue value,
            Instant createdAt) {}

    /** For whom a person writes. */
    record CompanyJson(UUID id, String name, CustomerValue value) {}

    /** A line of the list. */
    record Found(UUID id, String name, @Nullable String email) {}

    /** Who is to be known. */
    record Introduced(@Nullable String email, @Nullable String name) {}

    private final People people;
    private final Companies companies;
    private final Directory directory;
    private final Once once;

    PeopleApi(People people, Companies companies, Directory directory, Once once) {
        this.people = people;
        this.companies = companies;
        this.directory = directory;
        this.once = once;
    }

    @GetMapping
    Slice<Found> list(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "25") int limit) {
        return directory
                .page(q, after, Paging.limit(limit))
                .map(row -> new Found(row.id().value(), row.name(), row.email()));
    }

    @GetMapping("/{id}")
    PersonJson show(@PathVariable UUID id) {
        return json(people.find(new PersonId(id)));
    }

    /** The person of an address; known from now on if they were not. */
    @PostMapping
    ResponseEntity<String> meet(@RequestBody Introduced introduced, ApiToken token, HttpServletRequest request) {
        return once.answer(request, token, introduced, HttpStatus.CREATED, () -> {
            if (introduced.email() == null) {
                throw new Invalid("email", "Give an address.");
            }
            return json(people.meet(introduced.email(), introduced.name()));
        });
    }

    /** Says how much the house wants to keep them; null for as much as their company. */
    @PatchMapping("/{id}")
    ResponseEntity<String> change(
            @PathVariable UUID id,
            @RequestBody Map<String, @Nullable Object> fields,
            ApiToken token,
            HttpServletRequest request) {
        return once.answer(request, token, fields, HttpStatus.OK, () -> {
            fields.forEach((field, value) -> {
                if (!field.equals("value")) {
                    throw new Invalid(field, "A person's “%s” cannot be changed here.".formatted(field));
                }
                people.value(new PersonId(id), value(value), token.id().value());
            });
            return json(people.find(new PersonId(id)));
        });
    }

    private static @Nullable CustomerValue value(@Nullable Object word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(CustomerValue.values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("value", "“%s” is none of standard, valued, key.".formatted(word)));
    }

    private PersonJson json(Person person) {
        var company = Optional.ofNullable(person.company()).flatMap(companies::find);
        return new PersonJson(
                person.id().value(),
                person.name(),
                person.email(),
                people.addresses(person.id()),
                company.map(each -> new CompanyJson(each.id().value(), each.name(), each.value()))
                        .orElse(null),
                Optional.ofNullable(person.value())
                        .or(() -> company.map(Company::value))
                        .orElse(CustomerValue.STANDARD),
                person.createdAt());
    }
}
