package dev.millrace.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** Stops the boot at a {@code MILLRACE_…} variable or property that no module reads: it is a typing error or retired. */
@Component
class KnownSettings implements BeanFactoryPostProcessor, Ordered, EnvironmentAware {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("millrace");

    /** Read by the launcher, before there is an application. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of("millracememory", "millracelauncher");

    private Stream<ConfigurationPropertyName> saidFromOutside = Stream.of();

    /** Made before constructor injection works, so Spring hands it over here. */
    @Override
    public void setEnvironment(Environment environment) {
        saidFromOutside = saidFromOutside((ConfigurableEnvironment) environment);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var known = knownTo(beans);
        var unknown = saidFromOutside
                .filter(name -> !isKnown(uniform(name), known))
                .map(ConfigurationPropertyName::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new CannotStart(unknown.stream()
                    .map(name -> "%s (as a variable %s)".formatted(name, variable(name)))
                    .collect(Collectors.joining(", ", "Unknown setting: ", "")));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private static Stream<ConfigurationPropertyName> saidFromOutside(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> !isOurOwn(source))
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .map(ConfigurationPropertySource::from)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(OURS::isAncestorOf);
    }

    /** What the jar itself says, in its files or as a command's defaults. */
    private static boolean isOurOwn(PropertySource<?> source) {
        return source.getName().contains("class path resource")
                || DefaultPropertiesPropertySource.hasMatchingName(source);
    }

    private static boolean isKnown(String name, Set<String> known) {
        return known.contains(name)
                || known.stream().anyMatch(group -> group.endsWith("*") && name.startsWith(group.replace("*", "")));
    }

    private static Set<String> knownTo(ConfigurableListableBeanFactory beans) {
        var known = new TreeSet<>(OF_THE_LAUNCHER);
        for (var bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            var properties = beans.findAnnotationOnBean(bean, ConfigurationProperties.class);
            var type = beans.getType(bean);
            if (properties != null && type != null && type.isRecord()) {
                addComponents(properties.prefix().isEmpty() ? properties.value() : properties.prefix(), type, known);
            }
        }
        return known;
    }

    /** A record's components by name; of a map or a list, whatever is below it. */
    private static void addComponents(String prefix, Class<?> type, Set<String> known) {
        for (var component : type.getRecordComponents()) {
            var name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                addComponents(name, component.getType(), known);
            } else if (Map.class.isAssignableFrom(component.getType())
                    || Collection.class.isAssignableFrom(component.getType())) {
                known.add(uniform(name) + "*");
            } else {
                known.add(uniform(name));
            }
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    private static String uniform(ConfigurationPropertyName name) {
        return uniform(name.toString());
    }

    /** The environment knows neither dashes nor capitals: {@code MILLRACE_DATABASE_URL}. */
    private static String uniform(String name) {
        return name.replaceAll("[.\\-_]", "").toLowerCase(Locale.ROOT);
    }
}
