package dev.ecsinventory.cli.about;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The git checkout that the program was built from. The launcher builds what is newer than its
 * build, so the checkout is the program.
 *
 * @param changed whether tracked files differ from the commit
 */
record Checkout(String commit, boolean changed) {
  Checkout {
    requireNonNull(commit, "commit is null");
  }

  /** The checkout at {@code home}; empty without git or a repository. */
  static Optional<Checkout> at(Path home) {
    Optional<String> commit = git(home, "rev-parse", "HEAD").filter(text -> !text.isEmpty());
    Optional<String> changes = git(home, "status", "--porcelain", "--untracked-files=no");
    return commit.flatMap(id -> changes.map(list -> new Checkout(id, !list.isEmpty())));
  }

  String text() {
    return commit + (changed ? " with uncommitted changes" : "");
  }

  private static Optional<String> git(Path home, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      String output =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
