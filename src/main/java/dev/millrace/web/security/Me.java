package dev.millrace.web.security;

import dev.millrace.people.ApiToken;
import dev.millrace.people.Customer;
import dev.millrace.people.PersonId;
import dev.millrace.people.SignedIn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands controllers whoever asks: {@code SignedIn me}, {@code PersonId me} or
 * {@code Customer me} in pages, {@code ApiToken token} in the API. */
@Configuration(proxyBeanMethods = false)
class Me implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private static final Set<Class<?>> TYPES = Set.of(SignedIn.class, Customer.class, PersonId.class, ApiToken.class);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var signIn = SecurityContextHolder.getContext().getAuthentication();
        var who = signIn == null ? null : signIn.getPrincipal();
        var asked =
                who instanceof SignedIn person && parameter.getParameterType() == PersonId.class ? person.id() : who;
        return parameter.getParameterType().isInstance(asked) ? asked : null;
    }
}
