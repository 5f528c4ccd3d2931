package dev.millrace.web;

import dev.millrace.kernel.Settings;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The company's colour as a style sheet, since a strict page may carry no style of its own. */
@Controller
class BrandController {

    private final Settings settings;

    BrandController(Settings settings) {
        this.settings = settings;
    }

    @GetMapping("/brand.css")
    ResponseEntity<String> css() {
        var brand = settings.get(Brand.SETTING);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css;charset=utf-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(":root{--brand:%s;--brand-ink:%s}".formatted(brand.colour(), brand.ink()));
    }
}
