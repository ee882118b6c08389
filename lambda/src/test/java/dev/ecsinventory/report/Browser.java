package dev.ecsinventory.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.remote.http.ClientConfig;

/** Headless Chromium, with records of console messages and network requests. */
final class Browser implements AutoCloseable {
  private static final List<String> CHROMIUM = List.of("chromium", "google-chrome", "chrome");

  private static final Duration HANG_GUARD = Duration.ofMinutes(20);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** A browser; empty if none is installed. */
  static Optional<Browser> start() {
    Optional<File> chromium =
        CHROMIUM.stream().map(Browser::program).flatMap(Optional::stream).findFirst();
    Optional<File> chromedriver = program("chromedriver");
    return chromium.isPresent() && chromedriver.isPresent()
        ? Optional.of(new Browser(driver(chromium.get(), chromedriver.get())))
        : Optional.empty();
  }

  private static Optional<File> program(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }

  private static ChromeDriver driver(File chromium, File chromedriver) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,900");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver)
            .withTimeout(HANG_GUARD)
            .build();
    ClientConfig patient =
        ClientConfig.defaultConfig().connectionTimeout(HANG_GUARD).readTimeout(HANG_GUARD);
    ChromeDriver driver = new ChromeDriver(service, options, patient);
    driver.manage().timeouts().scriptTimeout(HANG_GUARD).pageLoadTimeout(HANG_GUARD);
    return driver;
  }

  void open(Path page) {
    driver.get(page.toUri().toString());
    // Waits for the page, because the driver may return earlier for large pages.
    driver.executeAsyncScript(
        """
        const done = arguments[arguments.length - 1];
        if (document.readyState === 'complete') done();
        else addEventListener('load', () => done());
        """);
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  String text(String selector) {
    return (String) run("return document.querySelector(arguments[0]).innerText.trim()", selector);
  }

  long count(String selector) {
    return (Long) run("return document.querySelectorAll(arguments[0]).length", selector);
  }

  /** Sets a field with the events of user input. */
  void set(String id, String value) {
    run(
        "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
            + "field.dispatchEvent(new Event('input', {bubbles: true}))",
        id,
        value);
  }

  void prefer(String colors) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
  }

  /** The serious and critical findings of axe-core, one per line. */
  @SuppressWarnings("unchecked") // The script returns a list of texts.
  List<String> barriers() throws IOException {
    run(resource("/axe.min.js"));
    return (List<String>)
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations
              .filter(found => ['serious', 'critical'].includes(found.impact))
              .map(found => found.id + ': ' + found.help + ' '
                + found.nodes.map(node => node.html).slice(0, 3).join(' '))));
            """);
  }

  private static String resource(String name) throws IOException {
    try (var content = Browser.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  byte[] pdf() {
    return Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
  }

  /** The console messages since the previous call. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** The addresses that pages requested since the previous call. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> message.replaceAll("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
