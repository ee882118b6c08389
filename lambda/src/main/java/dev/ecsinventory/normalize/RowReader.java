package dev.ecsinventory.normalize;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Derived;
import dev.ecsinventory.schema.Source.Parent;
import dev.ecsinventory.schema.Source.Snapshot;
import dev.ecsinventory.schema.Source.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** Fills the columns of a dataset whose source is the described resource or its parent. */
final class RowReader {
  private final List<Filler<?>> fillers;

  private RowReader(List<Filler<?>> fillers) {
    this.fillers = List.copyOf(fillers);
  }

  static RowReader of(Dataset dataset) {
    List<Filler<?>> fillers = new ArrayList<>();
    for (Column<?> column : dataset.columns()) {
      switch (column.source()) {
        case Api api -> fillers.add(Filler.ofResource(column, new MemberPath(api.path())));
        case Parent parent -> fillers.add(Filler.ofParent(column, new MemberPath(parent.path())));
        case Derived derived ->
            fillers.add(Filler.derived(column, new MemberPath(derived.path()), derived.function()));
        case Snapshot snapshot -> {}
        case Stage stage -> {}
      }
    }
    return new RowReader(fillers);
  }

  void read(Row.Builder row, SdkPojo resource) {
    read(row, resource, null);
  }

  void read(Row.Builder row, SdkPojo resource, SdkPojo parent) {
    for (Filler<?> filler : fillers) {
      filler.fill(row, resource, parent);
    }
  }

  /** Puts one column's value. */
  private record Filler<T>(Column<T> column, boolean ofParent, Function<SdkPojo, T> value) {
    static <T> Filler<T> ofResource(Column<T> column, MemberPath path) {
      ValueReader<T> reader = ValueReader.of(column.type());
      return new Filler<>(column, false, resource -> reader.read(path.of(resource)));
    }

    static <T> Filler<T> ofParent(Column<T> column, MemberPath path) {
      ValueReader<T> reader = ValueReader.of(column.type());
      return new Filler<>(column, true, parent -> reader.read(path.of(parent)));
    }

    static <T> Filler<T> derived(Column<T> column, MemberPath path, Function<String, ?> function) {
      ValueReader<T> reader = ValueReader.of(column.type());
      return new Filler<>(
          column,
          false,
          resource -> {
            String text = (String) path.of(resource);
            return text == null ? null : reader.read(function.apply(text));
          });
    }

    void fill(Row.Builder row, SdkPojo resource, SdkPojo parent) {
      row.set(column, value.apply(ofParent ? parent : resource));
    }
  }
}
