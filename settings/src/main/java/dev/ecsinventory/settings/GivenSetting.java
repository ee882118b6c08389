package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The value of a setting and its source.
 *
 * @param value a text, a number, a flag, or a list of these
 * @param origin the source, in a few words
 * @param location the key and its location, as the subject of a message
 * @param folder the folder to which a path in the value is relative
 */
record GivenSetting(Object value, String origin, String location, Path folder) {
  GivenSetting {
    requireNonNull(value, "value is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(location, "location is null");
    requireNonNull(folder, "folder is null");
  }
}
