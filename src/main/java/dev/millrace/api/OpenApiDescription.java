package dev.millrace.api;

import dev.millrace.people.ApiToken;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API says before its routes: how to sign in, and that errors are problem details. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    static {
        // The token is read from the header: it is no parameter of a route.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ApiToken.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Millrace")
                        .version("1")
                        .description(
                                "The help desk's API. Errors are problem details (RFC 9457) with the failing field; "
                                        + "lists go on after the cursor in `next`; writes accept an `Idempotency-Key`; "
                                        + "a JSON body has at most 5 MB."))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("Made under Settings, API tokens, or by the command `token`.")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /** As in the answers: who describes the records does not know the annotations of who writes them. */
    @Bean
    OpenApiCustomizer namesAsTheyAreWritten() {
        return api -> api.getComponents().getSchemas().values().forEach(OpenApiDescription::rename);
    }

    @SuppressWarnings("rawtypes") // as the library has them
    private static void rename(Schema<?> schema) {
        if (schema.getProperties() != null) {
            var renamed = new LinkedHashMap<String, Schema>();
            schema.getProperties().forEach((name, property) -> renamed.put(written(name), property));
            schema.setProperties(renamed);
        }
        if (schema.getRequired() != null) {
            schema.setRequired(schema.getRequired().stream()
                    .map(OpenApiDescription::written)
                    .toList());
        }
    }

    private static String written(String name) {
        return name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }
}
