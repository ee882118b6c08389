package dev.ecsinventory.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The main code of all modules, as its sources have it. */
record MainCode(List<Path> files, List<Method> methods, Map<String, Set<String>> imports) {
  static final List<String> MODULES =
      List.of("simulator", "core", "lambda", "settings", "cli", "infra", "infra/engine", "bench");

  /** A method with a body. */
  record Method(String name, long bodyLines) {}

  static MainCode read(Path project) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> tree = Files.walk(project.resolve(module).resolve("src/main/java"))) {
        tree.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    Scan scan = new Scan();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      scan.positions = Trees.instance(task).getSourcePositions();
      task.parse().forEach(unit -> scan.scan(unit, null));
    }
    return new MainCode(files, scan.methods, scan.imports);
  }

  /** The packages that import each other, directly or through others. */
  Set<String> packagesInCycles() {
    Map<String, Set<String>> left = new TreeMap<>();
    imports.forEach((name, imported) -> left.put(name, new HashSet<>(imported)));
    boolean removed = true;
    while (removed) {
      Set<String> unused = new TreeSet<>(left.keySet());
      left.values().forEach(unused::removeAll);
      Set<String> leaves = new TreeSet<>();
      left.forEach(
          (name, imported) -> {
            if (imported.stream().noneMatch(left::containsKey)) {
              leaves.add(name);
            }
          });
      removed = left.keySet().removeAll(unused) | left.keySet().removeAll(leaves);
    }
    return left.keySet();
  }

  private static final class Scan extends TreeScanner<Void, Void> {
    private final List<Method> methods = new ArrayList<>();
    private final Map<String, Set<String>> imports = new TreeMap<>();
    private SourcePositions positions;
    private CompilationUnitTree unit;

    @Override
    public Void visitCompilationUnit(CompilationUnitTree visited, Void unused) {
      unit = visited;
      return super.visitCompilationUnit(visited, unused);
    }

    /** A package begins in lower case, a type in upper case. */
    @Override
    public Void visitImport(ImportTree tree, Void unused) {
      String own = unit.getPackageName().toString();
      String imported = tree.getQualifiedIdentifier().toString().replaceFirst("\\.[A-Z*].*", "");
      if (!imported.equals(own)) {
        imports.computeIfAbsent(own, name -> new TreeSet<>()).add(imported);
      }
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      if (tree.getBody() != null && positions.getStartPosition(unit, tree.getBody()) >= 0) {
        LineMap lines = unit.getLineMap();
        long begin = lines.getLineNumber(positions.getStartPosition(unit, tree.getBody()));
        long end = lines.getLineNumber(positions.getEndPosition(unit, tree.getBody()));
        methods.add(
            new Method(
                unit.getSourceFile().getName() + " " + tree.getName(),
                Math.max(0, end - begin - 1)));
      }
      return super.visitMethod(tree, unused);
    }
  }
}
