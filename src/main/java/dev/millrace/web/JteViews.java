package dev.millrace.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Finds the template a controller names, among those compiled with the application. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class JteViews implements ViewResolver {

    public static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteViews.class.getClassLoader(), "dev.millrace.web.jte");

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        return ENGINE.hasTemplate(name + ".jte") ? view(name + ".jte") : null;
    }

    /** Rendered whole before the first byte leaves: a template that fails becomes an error page, not half a page. */
    private static View view(String template) {
        return (model, _, response) -> {
            var page = new Utf8ByteOutput();
            ENGINE.render(template, attributes(model), page);
            if (response.getContentType() == null) {
                response.setContentType("text/html;charset=utf-8");
            }
            response.setContentLength(page.getContentLength());
            // In one piece: every filter that wraps the response looks at each piece of hundreds.
            response.getOutputStream().write(page.toByteArray());
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> attributes(@Nullable Map<String, ?> model) {
        return model == null ? Map.of() : (Map<String, Object>) model;
    }
}
