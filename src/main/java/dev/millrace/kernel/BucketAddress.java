package dev.millrace.kernel;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Which bucket, where, and who asks for it: {@code MILLRACE_FILES} with the usual AWS variables, and where these are
 * silent a profile in {@code ~/.aws} or what the machine itself was given.
 *
 * @param endpoint of a service that is not Amazon's
 */
record BucketAddress(
        String bucket,
        String prefix,
        Region region,
        @Nullable URI endpoint,
        AwsCredentialsProvider credentials) {

    private static final Pattern S3 = Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{0,254})(?:/+(.*?)/*)?");

    static BucketAddress of(String files, Environment variables) {
        var url = S3.matcher(files);
        if (!url.matches()) {
            throw new CannotStart(
                    "MILLRACE_FILES is %s, which names no bucket. Write s3://bucket or s3://bucket/prefix."
                            .formatted(files));
        }
        return new BucketAddress(
                url.group(1),
                Optional.ofNullable(url.group(2)).orElse(""),
                region(variables),
                endpoint(variables),
                credentials(variables));
    }

    /** As in a folder, which tools copy from and to buckets. */
    String key(String sha256) {
        var place = "%s/%s/%s".formatted(sha256.substring(0, 2), sha256.substring(2, 4), sha256);
        return prefix.isEmpty() ? place : prefix + "/" + place;
    }

    /** For people. */
    String service() {
        return endpoint == null ? "Amazon S3 in " + region : endpoint.toString();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    private static Region region(Environment variables) {
        try {
            return said(variables, "AWS_REGION", "AWS_DEFAULT_REGION")
                    .map(Region::of)
                    .orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion());
        } catch (SdkClientException _) {
            throw new CannotStart("MILLRACE_FILES names S3, and AWS_REGION does not say in which region."
                    + " A service that knows no regions takes us-east-1.");
        }
    }

    private static @Nullable URI endpoint(Environment variables) {
        var endpoint = said(variables, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
        if (endpoint.isPresent() && !endpoint.get().matches("https?://[^/?#@\\s]+/?")) {
            throw new CannotStart(
                    "AWS_ENDPOINT_URL must be like https://s3.example.com, without a bucket, a path or a password.");
        }
        return endpoint.map(URI::create).orElse(null);
    }

    private static AwsCredentialsProvider credentials(Environment variables) {
        var id = said(variables, "AWS_ACCESS_KEY_ID");
        var secret = said(variables, "AWS_SECRET_ACCESS_KEY");
        var token = said(variables, "AWS_SESSION_TOKEN");
        if (id.isEmpty() || secret.isEmpty()) {
            return existing(DefaultCredentialsProvider.builder().build());
        }
        return StaticCredentialsProvider.create(
                token.isPresent()
                        ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
                        : AwsBasicCredentials.create(id.get(), secret.get()));
    }

    private static AwsCredentialsProvider existing(AwsCredentialsProvider provider) {
        try {
            provider.resolveCredentials();
            return provider;
        } catch (SdkClientException _) {
            throw new CannotStart("MILLRACE_FILES names S3, and nothing says who asks:"
                    + " set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        }
    }

    private static Optional<String> said(Environment variables, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.ofNullable(variables.getProperty(name)))
                .filter(StringUtils::hasText)
                .map(String::strip)
                .findFirst();
    }
}
