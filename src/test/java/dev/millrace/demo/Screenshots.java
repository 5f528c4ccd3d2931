package dev.millrace.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Takes the README's pictures of a running demo: {@code Screenshots ADDRESS PASSWORD FOLDER}. {@code bin/screenshots} calls it. */
public final class Screenshots {

    private static final int COLOURS = 256;

    private final String desk;
    private final Path folder;
    private final Browser browser;
    private final String session;

    public static void main(String[] args) throws IOException {
        try (var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            var browser = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
            var folder = Files.createDirectories(Path.of(args[2]));
            new Screenshots(args[0], folder, browser, signedIn(browser, args[0], args[1])).takeAll();
        }
    }

    private Screenshots(String desk, Path folder, Browser browser, String session) {
        this.desk = desk;
        this.folder = folder;
        this.browser = browser;
        this.session = session;
    }

    private void takeAll() throws IOException {
        take("inbox", 1280, ColorScheme.LIGHT, "/inbox", _ -> {});
        take("inbox-dark", 1280, ColorScheme.DARK, "/inbox", _ -> {});
        take("ticket", 1280, ColorScheme.LIGHT, "/search?q=mudguard+refund", Screenshots::openTheRefund);
        take("dry-run", 1280, ColorScheme.LIGHT, "/settings/rules/new", Screenshots::tryARule);
        take("phone", 390, ColorScheme.LIGHT, "/inbox", _ -> {});
        take("phone-ticket", 390, ColorScheme.LIGHT, "/search?q=mudguard+refund", page -> {
            openTheRefund(page);
            page.click(".ticket__open");
        });
        take("help-search", 1280, ColorScheme.LIGHT, "/help/search?q=how+do+I+get+my+money+back", _ -> {});
        take("phone-help", 390, ColorScheme.LIGHT, "/help", _ -> {});
        take("article", 1280, ColorScheme.LIGHT, "/articles/6", page -> page.waitForSelector(".ProseMirror"));
        take("template", 1280, ColorScheme.LIGHT, "/templates/impact", _ -> {});
    }

    private static void openTheRefund(Page page) {
        page.click("text=Refund for returned mudguard set");
        page.waitForURL("**/tickets/*");
    }

    private static void tryARule(Page page) {
        page.fill("[name=name]", "Bikes with a battery");
        page.fill("[name='c.0.words']", "battery\ncharger\nmotor\nbrake");
        page.selectOption("[name='a.0.value']", new SelectOption().setLabel("Workshop"));
        page.click("button[value=try]");
        page.waitForSelector(".trial__sum").scrollIntoViewIfNeeded();
        page.evaluate("document.querySelector('#trial-title').scrollIntoView()");
        page.mouse().move(0, 0);
    }

    private interface Way {
        void go(Page page);
    }

    private void take(String name, int width, ColorScheme scheme, String path, Way way) throws IOException {
        var phone = width < 640;
        try (var context = browser.newContext(new Browser.NewContextOptions()
                .setStorageState(session)
                .setViewportSize(width, phone ? 844 : 800)
                .setHasTouch(phone)
                .setIsMobile(phone)
                .setColorScheme(scheme))) {
            var page = context.newPage();
            page.navigate(desk + path);
            way.go(page);
            page.waitForLoadState();
            page.evaluate("document.fonts.ready");
            page.waitForTimeout(500);
            write(page.screenshot(), folder.resolve(name + ".png"));
        }
    }

    private static String signedIn(Browser browser, String desk, String password) {
        try (BrowserContext context = browser.newContext()) {
            var page = context.newPage();
            page.navigate(desk + "/sign-in");
            page.fill("[name=email]", "grace@fenwick-bikes.example");
            page.fill("[name=password]", password);
            page.press("[name=password]", "Enter");
            page.waitForURL("**/inbox");
            return context.storageState();
        }
    }

    /** With 256 of the picture's colours, which is a third of the size and looks the same. */
    private static void write(byte[] png, Path file) throws IOException {
        var whole = ImageIO.read(new ByteArrayInputStream(png));
        var pixels = whole.getRGB(0, 0, whole.getWidth(), whole.getHeight(), null, 0, whole.getWidth());
        var palette = palette(pixels);
        var places = new HashMap<Integer, Integer>();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        var small = new BufferedImage(whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        for (var n = 0; n < pixels.length; n++) {
            var place = places.computeIfAbsent(pixels[n], colour -> nearest(colour, palette));
            small.getRaster().setSample(n % whole.getWidth(), n / whole.getWidth(), 0, place);
        }
        ImageIO.write(small, "png", file.toFile());
    }

    /** The most frequent colour of each neighbourhood first, so that a small red sign stays red; then the most frequent of all. */
    private static int[] palette(int[] pixels) {
        var counts = new HashMap<Integer, Integer>();
        IntStream.of(pixels).forEach(colour -> counts.merge(colour, 1, Integer::sum));
        var frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        var neighbourhoods = new HashSet<Integer>();
        var firsts = frequent.stream()
                .filter(colour -> neighbourhoods.add(colour & 0xF0F0F0))
                .toList();
        return Stream.concat(firsts.stream(), frequent.stream())
                .distinct()
                .limit(COLOURS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int nearest(int colour, int[] palette) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(place -> distance(colour, palette[place])))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16)
                .map(shift -> ((one >> shift) & 0xFF) - ((other >> shift) & 0xFF))
                .map(difference -> difference * difference)
                .sum();
    }
}
