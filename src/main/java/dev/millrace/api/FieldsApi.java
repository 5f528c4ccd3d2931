package dev.millrace.api;

import dev.millrace.tickets.CategoryId;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomField.Kind;
import dev.millrace.tickets.CustomFields;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The desk's own fields of tickets, for who fills them in. */
@RestController
@RequestMapping("/api/v1/fields")
class FieldsApi {

    /**
     * One of them.
     *
     * @param categories ids of those whose tickets are asked; none means all
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record FieldJson(
            String key,
            String name,
            Kind kind,
            List<String> choices,
            boolean required,
            boolean onForm,
            List<UUID> categories,
            boolean archived) {

        static FieldJson of(CustomField field) {
            return new FieldJson(
                    field.key(),
                    field.name(),
                    field.kind(),
                    field.choices(),
                    field.required(),
                    field.onForm(),
                    field.categories().stream().map(CategoryId::value).toList(),
                    field.archived());
        }
    }

    record FieldList(List<FieldJson> items) {}

    private final CustomFields fields;

    FieldsApi(CustomFields fields) {
        this.fields = fields;
    }

    @GetMapping
    FieldList list() {
        return new FieldList(fields.all().stream().map(FieldJson::of).toList());
    }
}
