package dev.millrace.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A service that speaks S3 to whoever signs with Ada's key, as strict as the strictest: it wants the region, bodies as
 * they are, and the hash of each.
 */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "attachments";
    static final String REGION = "eu-north-1";
    static final String KEY_ID = "AKIAADA";

    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=%s/\\d{8}/%s/s3/aws4_request, ".formatted(KEY_ID, REGION)
                    + "SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}");

    /** What lies in the bucket, by key. */
    public final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    /** What was asked, as {@code PUT key}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Statuses of the next answers, before it is itself again. */
    public final ConcurrentLinkedQueue<Integer> troubles = new ConcurrentLinkedQueue<>();

    /** Done while somebody waits for a PUT. */
    public volatile Runnable meanwhile = () -> {};

    private final HttpServer http;

    private S3Server(HttpServer http) {
        this.http = http;
    }

    public static S3Server start() throws IOException {
        var server = new S3Server(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        server.http.createContext("/", server::answer);
        server.http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.http.start();
        return server;
    }

    /** The variables that lead to it. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + http.getAddress().getPort(),
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                "a difference engine");
    }

    public long count(String method) {
        return asked.stream().filter(line -> line.startsWith(method + " ")).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            var key = path.length < 2 ? "" : path[1];
            var body = exchange.getRequestBody().readAllBytes();
            asked.add(method + " " + key);
            var fault = fault(exchange, path[0], body);
            if (fault.isPresent()) {
                refuse(exchange, fault.get());
            } else if (key.isEmpty()) {
                exchange.sendResponseHeaders(200, -1);
            } else if (method.equals("PUT")) {
                meanwhile.run();
                objects.put(key, body);
                exchange.sendResponseHeaders(200, -1);
            } else if (objects.containsKey(key)) {
                deliver(exchange, objects.get(key));
            } else {
                refuse(exchange, new Fault(404, "NoSuchKey"));
            }
        }
    }

    private record Fault(int status, String code) {}

    private Optional<Fault> fault(HttpExchange exchange, String bucket, byte[] body) {
        var trouble = troubles.poll();
        if (trouble != null) {
            return Optional.of(new Fault(trouble, trouble == 503 ? "SlowDown" : "AccessDenied"));
        }
        if (!SIGNED.matcher(header(exchange, "Authorization")).matches()) {
            return Optional.of(new Fault(403, "SignatureDoesNotMatch"));
        }
        if (!bucket.equals(BUCKET)) {
            return Optional.of(new Fault(404, "NoSuchBucket"));
        }
        if (header(exchange, "Content-Encoding").contains("aws-chunked")) {
            return Optional.of(new Fault(501, "NotImplemented"));
        }
        return exchange.getRequestMethod().equals("PUT") && !isAsItLeft(exchange, sha256(body))
                ? Optional.of(new Fault(400, "BadDigest"))
                : Optional.empty();
    }

    private static boolean isAsItLeft(HttpExchange exchange, byte[] sha256) {
        return header(exchange, "X-Amz-Content-Sha256").equals(HexFormat.of().formatHex(sha256))
                && header(exchange, "X-Amz-Checksum-Sha256")
                        .equals(Base64.getEncoder().encodeToString(sha256));
    }

    private static void deliver(HttpExchange exchange, byte[] object) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(object.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, object.length == 0 ? -1 : object.length);
        exchange.getResponseBody().write(object);
    }

    private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
        var xml = "<Error><Code>%s</Code><Message>No.</Message></Error>"
                .formatted(fault.code())
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(fault.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(fault.status(), xml.length);
        exchange.getResponseBody().write(xml);
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
