package dev.ecsinventory.cli;

import dev.ecsinventory.manifest.Software;
import picocli.CommandLine.IVersionProvider;

/** The version in manifests. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Software.NAME_AND_VERSION};
  }
}
