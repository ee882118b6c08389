package dev.ecsinventory.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The test methods of all modules, and the methods that they call, by simple name. */
final class TestCode {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "Property", "Example", "TestFactory");

  private final Map<String, Set<String>> tests = new HashMap<>();
  private final Map<String, Set<String>> calls = new HashMap<>();

  private TestCode() {}

  static TestCode read(Path project) throws IOException {
    TestCode code = new TestCode();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  null,
                  null,
                  manager.getJavaFileObjectsFromPaths(files(project)));
      task.parse().forEach(unit -> code.new Scan().scan(unit, null));
    }
    return code;
  }

  private static List<Path> files(Path project) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : MainCode.MODULES) {
      Path root = project.resolve(module).resolve("src/test/java");
      if (Files.isDirectory(root)) {
        try (Stream<Path> tree = Files.walk(root)) {
          tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
      }
    }
    return files;
  }

  int count() {
    return tests.size();
  }

  /** The tests that reach no assertion, not even through the methods that they call. */
  Set<String> withoutAssertion() {
    Set<String> without = new TreeSet<>();
    tests.forEach(
        (name, called) -> {
          if (!reachesAssertion(called)) {
            without.add(name);
          }
        });
    return without;
  }

  private boolean reachesAssertion(Set<String> called) {
    Deque<String> left = new ArrayDeque<>(called);
    Set<String> seen = new HashSet<>(called);
    while (!left.isEmpty()) {
      String name = left.pop();
      if (isAssertion(name)) {
        return true;
      }
      calls.getOrDefault(name, Set.of()).stream().filter(seen::add).forEach(left::push);
    }
    return false;
  }

  /** JUnit's assertions and ArchUnit's {@code rule.check(classes)}. */
  private static boolean isAssertion(String name) {
    return name.startsWith("assert") || name.equals("fail") || name.equals("check");
  }

  private final class Scan extends TreeScanner<Void, Void> {
    private String file;
    private String type;
    private Set<String> current = new HashSet<>();

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Void unused) {
      file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
      return super.visitCompilationUnit(unit, unused);
    }

    @Override
    public Void visitClass(ClassTree tree, Void unused) {
      String outer = type;
      type = tree.getSimpleName().toString();
      super.visitClass(tree, unused);
      type = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      Set<String> outer = current;
      String name = tree.getName().toString();
      boolean isConstructor = name.equals("<init>");
      current = calls.computeIfAbsent(isConstructor ? "new " + type : name, key -> new HashSet<>());
      boolean isTest =
          tree.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> TESTS.contains(annotation.getAnnotationType().toString()));
      if (isTest) {
        current = new HashSet<>();
        tests.put(file + " " + type + "." + name, current);
      }
      super.visitMethod(tree, unused);
      if (isTest) {
        calls.computeIfAbsent(name, key -> new HashSet<>()).addAll(current);
      }
      current = outer;
      return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      current.add(tree.getMethodSelect().toString().replaceFirst("(?s).*\\.", ""));
      return super.visitMethodInvocation(tree, unused);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void unused) {
      current.add(tree.getName().toString());
      return super.visitMemberReference(tree, unused);
    }

    @Override
    public Void visitNewClass(NewClassTree tree, Void unused) {
      current.add("new " + tree.getIdentifier());
      return super.visitNewClass(tree, unused);
    }
  }
}
