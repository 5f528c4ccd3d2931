package dev.millrace.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Serves the assets. A page of the version before may still ask for an old hash: it gets today's file, uncached. */
@Controller
class AssetsController {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String hash,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepts) {
        return Assets.find(name)
                .map(asset -> answer(asset, asset.hash().equals(hash), accepts.contains("gzip")))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> answer(Assets.Asset asset, boolean current, boolean gzip) {
        var answer = ResponseEntity.ok()
                .cacheControl(current ? FOR_EVER : CacheControl.noCache())
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .header("X-Content-Type-Options", "nosniff");
        if (asset.type().startsWith("font/")) {
            return answer.body(asset.body());
        }
        answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return gzip
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.gzip())
                : answer.body(asset.body());
    }
}
