package dev.millrace.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files as objects of an S3 bucket: Amazon's, or of a service that speaks its language (MinIO, Ceph, Garage). */
final class BucketStorage implements Storage {

    private static final Duration AT_START = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(60);
    private static final Duration ALL_ATTEMPTS = Duration.ofSeconds(90);
    private static final int MOST_KNOWN = 10_000;

    private final BucketAddress address;
    private final S3Client s3;

    /** What this node has lately put or found there: it need not ask again. */
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new Known()));

    /** Fails at once, in words for the person at the keyboard, when the bucket is not there for us. */
    BucketStorage(BucketAddress address) {
        this.address = address;
        this.s3 = client(address);
        try {
            s3.headBucket(bucket ->
                    bucket.bucket(address.bucket()).overrideConfiguration(call -> call.apiCallTimeout(AT_START)));
        } catch (SdkException e) {
            s3.close();
            throw new CannotStart(refusal(e));
        }
    }

    @Override
    public void put(String sha256, byte[] content) {
        try {
            if (known.contains(sha256) || isThere(sha256)) {
                return;
            }
            // its name is its checksum: the service refuses what was damaged on the way
            s3.putObject(
                    object -> object.bucket(address.bucket())
                            .key(address.key(sha256))
                            .contentType("application/octet-stream")
                            .checksumSHA256(Base64.getEncoder()
                                    .encodeToString(HexFormat.of().parseHex(sha256))),
                    RequestBody.fromBytes(content));
            known.add(sha256);
        } catch (SdkException e) {
            throw new UncheckedIOException("The file could not be stored in " + address, new IOException(e));
        }
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return s3.getObject(object -> object.bucket(address.bucket()).key(address.key(sha256)));
        } catch (SdkException e) {
            throw new UncheckedIOException(
                    "The file " + sha256 + " cannot be read in " + address,
                    e instanceof NoSuchKeyException
                            ? new NoSuchFileException(address.key(sha256))
                            : new IOException(e));
        }
    }

    @Override
    public boolean isFar(Supplier<String> sha256) {
        return !known.contains(sha256.get());
    }

    private boolean isThere(String sha256) {
        try {
            s3.headObject(object -> object.bucket(address.bucket()).key(address.key(sha256)));
            known.add(sha256);
            return true;
        } catch (NoSuchKeyException _) {
            return false;
        }
    }

    private String refusal(SdkException e) {
        var bucket = address.bucket();
        var service = address.service();
        var status = e instanceof S3Exception answer ? answer.statusCode() : 0;
        return switch (status) {
            case 0 -> "MILLRACE_FILES names S3, and %s cannot be reached (%s).".formatted(service, reason(e));
            case 301, 400 ->
                "%s does not answer for the bucket %s: it may lie in another region than AWS_REGION says."
                        .formatted(service, bucket);
            case 401, 403 ->
                "%s does not let the desk use the bucket %s. Check the keys; they need s3:ListBucket, s3:GetObject and s3:PutObject."
                        .formatted(service, bucket);
            case 404 -> "%s has no bucket %s. Make it, or change MILLRACE_FILES.".formatted(service, bucket);
            default -> "%s does not answer for the bucket %s (status %d).".formatted(service, bucket, status);
        };
    }

    private static String reason(SdkException e) {
        var cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (e instanceof ApiCallTimeoutException || cause instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return cause instanceof UnknownHostException
                ? "there is no such host"
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static S3Client client(BucketAddress address) {
        var builder = S3Client.builder()
                .region(address.region())
                .credentialsProvider(address.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30)))
                // plain bodies with the one checksum of our own, which every service that calls itself S3 understands
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .overrideConfiguration(call -> call.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(ALL_ATTEMPTS));
        if (address.endpoint() != null) {
            builder.endpointOverride(address.endpoint()).forcePathStyle(true);
        }
        return builder.build();
    }

    private static final class Known extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    }
}
