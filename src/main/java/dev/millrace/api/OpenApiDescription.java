package dev.millrace.api;

import dev.millrace.people.ApiToken;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
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
}
