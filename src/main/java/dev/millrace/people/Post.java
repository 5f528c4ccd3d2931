package dev.millrace.people;

import dev.millrace.kernel.Desk;
import dev.millrace.people.spi.Letters;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes links from the desk's own address, never from a request's, and hands letters to whoever can send them. */
@Component
class Post {

    private final Desk desk;
    private final ObjectProvider<Letters> letters;

    Post(Desk desk, ObjectProvider<Letters> letters) {
        this.desk = desk;
        this.letters = letters;
    }

    URI link(String path, Secret secret) {
        return link(path + "/" + secret.word());
    }

    URI link(String path) {
        return URI.create(desk.publicUrl().toString().replaceAll("/+$", "") + path);
    }

    boolean send(Letters.Letter letter) {
        var post = letters.getIfAvailable();
        return post != null && post.send(letter);
    }
}
