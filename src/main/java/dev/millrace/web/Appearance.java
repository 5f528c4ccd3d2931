package dev.millrace.web;

import dev.millrace.people.Agent.Density;
import dev.millrace.people.Agent.Theme;
import dev.millrace.people.Agents;
import dev.millrace.people.SignedIn;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The theme and density somebody works with, changed from the menu under their name. */
@Controller
@RequestMapping("/appearance")
class Appearance {

    private final Agents agents;

    Appearance(Agents agents) {
        this.agents = agents;
    }

    @PutMapping
    ResponseEntity<Void> change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "") String density,
            @RequestHeader(name = HttpHeaders.REFERER, defaultValue = "/") String from) {
        agents.looks(
                me.id(),
                Arrays.stream(Theme.values())
                        .filter(one -> one.word().equals(theme))
                        .findFirst()
                        .orElse(me.theme()),
                Arrays.stream(Density.values())
                        .filter(one -> one.word().equals(density))
                        .findFirst()
                        .orElse(me.density()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, Back.to(from))
                .build();
    }
}
