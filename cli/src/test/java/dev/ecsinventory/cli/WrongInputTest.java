package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Wrong command lines: a short message that names the problem and, where there is one, the fix. */
class WrongInputTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG";
  private static final int MAX_LINES = 4;

  /** Command line, exit code, and a part of the message. */
  private static final String TABLE =
      """
       | 2 | a command is missing
      zzz | 2 | unknown command "zzz"
      chekc | 2 | unknown command "chekc"; did you mean check?
      scna --out {dir}/out | 2 | did you mean scan?
      describe | 2 | did you mean describe-task-sets?
      --polcy x check | 2 | unknown option "--polcy"
      --snapshot {demo} check | 2 | option --snapshot belongs after the command: check
      --verison | 2 | did you mean --version?
      check | 2 | missing: --snapshot DIR-or-URI or --unguard FILE or --input FILE
      check --snapshot {demo} | 2 | missing: --policy FILE
      check --policy {policy} | 2 | missing: --snapshot DIR-or-URI or --unguard FILE or --input FILE
      check --snapshto {demo} --policy {policy} | 2 | did you mean --snapshot?
      check --snapshot {demo} --polcy {policy} | 2 | did you mean --policy?
      check --snapshot {demo} --policy {policy} --format tabel | 2 | "tabel" is not accepted; accepted are table, csv, csv-spreadsheet, xlsx, json, sarif, html, markdown, junit; did you mean table?
      check --snapshot {demo} --policy {policy} --format | 2 | --format
      check --snapshot {demo} --policy {policy} --fail-on missing | 2 | "missing" is not accepted; accepted are any, none, fixable, missing-tag
      check --snapshot {demo} --policy {policy} --fail-on none,any | 2 | "none" excludes the other values
      check --snapshot {demo} --policy {policy} --format csv --format json | 2 | two formats go to standard output
      check --snapshot {demo} --policy {policy} --format csv --out {dir}/a --format json --out {dir}/a | 2 | two formats go to "
      check --snapshot {demo} --policy {policy} --format csv --out {dir}/a --format json --out {dir}/./a | 2 | two formats go to "
      check --snapshot {demo} --policy {policy} --format csv --out {file} --format json --out {link} | 2 | two formats go to "
      check --input {deep} --policy {policy} | 2 | exceeds the maximum allowed (1000)
      check --input {template} --policy {deep} | 2 | exceeds the maximum allowed (1000)
      check --input /dev/zero --policy {policy} | 2 | --input: "/dev/zero" cannot be read: it is larger than 64 MB
      check --input {template} --policy /dev/zero | 2 | it is larger than 64 MB
      invoke /dev/zero | 2 | it is larger than 64 MB
      check --snapshot {demo} --policy {policy} --out {dir}/no/such/file | 2 | --out: "{dir}/no/such/file" cannot be written
      check --snapshot {dir} --policy {policy} | 2 | it contains no manifest
      check --snapshot {dir}/none --policy {policy} | 2 | there is no such file or directory
      check --snapshot {file} --policy {policy} | 2 | that is not a manifest
      check --snapshot {demo} --policy {dir}/none.json | 2 | none.json
      check --snapshot {demo} --policy {dir} | 2 | the tag policy cannot be read
      check --snapshot {demo} --policy {file} | 2 | the tag policy cannot be used
      check --snapshot {demo} --policy ftp://host/policy | 2 | the tag policy cannot be read
      check --snapshot {demo} --input {policy} --policy {policy} | 2 | mutually exclusive
      check --input {dir}/none --policy {policy} | 2 | --input: "{dir}/none" cannot be read
      check --input {template} --policy {policy} --format csv | 2 | --format: csv is for snapshots
      check --input {template} --policy {policy} --format xlsx --out {dir}/a.xlsx | 2 | --format: xlsx is for snapshots
      check --snapshot {demo} --policy {policy} --format xlsx | 2 | xlsx is not text
      check --unguard {file} --format json | 2 | --unguard writes csv only
      check --unguard {dir}/none | 2 | --unguard: "{dir}/none"
      check --input {template} --policy {policy} --baseline {demo} | 2 | --baseline: it is for --snapshot
      check --input {template} --policy {policy} --account 123 | 2 | --account: "123" is no account ID
      check --snapshot {demo} --policy {policy} --baseline {dir} | 2 | --baseline: "{dir}"
      check --snapshot {demo} --policy {policy} extra | 2 | "extra" is not accepted here
      check --snapshot {demo} --snapshot {demo} --policy {policy} | 2 | --snapshot
      check --snapshot {demo} --policy {policy} --token={secret} | 2 | unknown option "--token"
      scan | 2 | missing: --out DIR
      scan --out {dir}/out | 2 | AWS_REGION
      scan --out {dir}/out --region us-esat-1 | 2 | --region: "us-esat-1"
      scan --out {dir}/out --regoin us-east-1 | 2 | did you mean --region?
      scan --out {dir}/out --region us-east-1 --cluster a,b | 2 | --cluster: "a,b"
      scan --out {file} --region us-east-1 | 2 | --out: "{file}" is not a directory
      invoke | 2 | EVENT.json
      invoke --now --backfill | 2 | mutually exclusive
      invoke --now | 2 | INVENTORY_BUCKET
      invoke {dir}/none.json | 2 | none.json" cannot be read
      check --input {template} --policy {policy} --region mars | 2 | --region: "mars" is not an AWS Region
      check --input {template} --policy {policy} --parameter A | 2 | --parameter: "A" is not NAME=VALUE
      check --input {template} --policy {policy} --out {template} | 2 | --out: "{template}" is a file that this command reads
      check --input {template} --policy {policy} --format json --out {policy} | 2 | is a file that this command reads
      check --unguard {file} --out {file} | 2 | is a file that this command reads
      check --input {dir} --policy {policy} | 2 | cannot be read: it is a directory
      policy init --require Owner=a,,b | 2 | --require: "Owner=a,,b" has an empty value
      policy init --require Owner --out {dir}/no/file | 2 | cannot be written: there is no such file or directory
      policy lint {dir} | 2 | cannot be read: it is a directory
      init --settings {dir}/no/file | 2 | cannot be created: there is no such file or directory
      guard --policy {policy} --out {file} | 2 | cannot be written: a file of that name exists
      guard --policy {policy} --except-role arn:aws:iam::1:user/x | 2 | --except-role: "arn:aws:iam::1:user/x" is no role
      help chekc | 2 | unknown command "chekc"; did you mean check?
      guard | 2 | missing: --policy FILE
      guard --policy {dir}/none.json | 2 | none.json
      index | 2 | missing: --from
      index --from {dir} | 2 | --from: "{dir}"
      list --from {dir} | 2 | --from: "{dir}"
      list --from {demo} --since yesterday | 2 | --since
      list --from {demo} --limit many | 2 | --limit
      verify --from {demo} --snapshot abc | 2 | --snapshot: "abc"
      verify --from {demo} --snapshot 20260115T060000Z --since 2026-01-15 | 2 | mutually exclusive
      withdraw | 2 | SNAPSHOT
      withdraw abc --reason x --from {demo} | 2 | SNAPSHOT: "abc"
      serve --from {demo} --port abc | 2 | --port
      serve --from {demo} --as-of yesterday | 2 | --as-of
      describe-task-sets --from {demo} --cluster c | 2 | missing: --service SERVICE
      diff --from {demo} | 2 | missing: --before TIME
      diff --from {demo} --before never | 2 | --before
      history --from {demo} | 2 | ARN-or-ID
      simulate --fleet {file} | 2 | not JSON
      simulate --port 0 --fleet {dir}/none.json | 2 | there is no such file
      schema extra | 2 | "extra" is not accepted here
      schema --pretty | 2 | unknown option "--pretty"
      demo --out {file} | 2 | --out: "{file}" is not a directory
      """;

  @TempDir static Path directory;
  private static Map<String, String> names;

  @BeforeAll
  static void runDemo() throws IOException {
    Path demo = directory.resolve("demo");
    CommandLineRun run = CommandLineRun.of("demo", "--out", demo.toString());
    assertEquals(0, run.exitCode(), run.err());
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path file = Files.writeString(directory.resolve("file"), "no JSON {");
    Path template =
        Files.writeString(
            directory.resolve("template.yaml"),
            "{\"service\": \"s\", \"cluster\": \"c\", \"taskDefinition\": \"t\"}");
    Path deep = Files.writeString(directory.resolve("deep.json"), "[".repeat(2_000));
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    names =
        Map.of(
            "{demo}", demo.toString(),
            "{dir}", empty.toString(),
            "{file}", file.toString(),
            "{link}", link.toString(),
            "{deep}", deep.toString(),
            "{template}", template.toString(),
            "{policy}", CommandLineRun.projectHome().resolve("policies/demo.json").toString(),
            "{secret}", SECRET);
  }

  private static String named(String text) {
    String named = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  @TestFactory
  Stream<DynamicTest> isReportedInAFewLines() {
    return TABLE
        .lines()
        .map(line -> line.split(" ?\\| ?", 3))
        .map(row -> DynamicTest.dynamicTest("ecs-inventory " + row[0], () -> assertReported(row)));
  }

  private static void assertReported(String[] row) {
    String[] arguments =
        Arrays.stream(named(row[0]).split(" "))
            .filter(one -> !one.isEmpty())
            .toArray(String[]::new);
    CommandLineRun run = CommandLineRun.in(Map.of("AWS_SECRET_ACCESS_KEY", SECRET), arguments);

    assertEquals(Integer.parseInt(row[1].strip()), run.exitCode(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(named(row[2].strip())), run.err());
    assertTrue(run.err().lines().count() <= MAX_LINES, run.err());
    assertTrue(run.err().startsWith("ecs-inventory"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(run.err().matches("(?s).*\\b(java|software)\\.\\w+\\..*"), run.err());
    assertFalse(run.err().contains(SECRET), run.err());
  }

  @Test
  void theTableIsLargeAndHasEachCommand() {
    List<String> commands = TABLE.lines().map(line -> line.split(" ?\\| ?")[0]).toList();

    assertTrue(new HashSet<>(commands).size() >= 60, () -> "only " + commands.size());
    for (String command :
        Set.of(
            "check", "scan", "invoke", "guard", "index", "list", "verify", "withdraw", "serve")) {
      assertTrue(commands.stream().anyMatch(line -> line.startsWith(command + " ")), command);
    }
  }
}
