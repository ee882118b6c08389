// Starts the CDK app with the Java and class path that the build noted, so that `cdk` needs neither
// Maven nor the right `java` on the path. cdk.json runs it; arguments go to the app.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launchFile = fileURLToPath(new URL('target/launch.json', import.meta.url));
if (!existsSync(launchFile)) {
  console.error('The app is not built; run ./mvnw -Pinfra -DskipTests package first.');
  process.exit(1);
}
const { javaHome, classPath } = JSON.parse(readFileSync(launchFile, 'utf8'));
const java = join(javaHome, 'bin', 'java');
if (!existsSync(java)) {
  console.error(`The app was built for ${java}, which does not exist; run ./mvnw -Pinfra -DskipTests package again.`);
  process.exit(1);
}
const run = spawnSync(
  java,
  // The app runs for seconds: the first compiler is enough. The SDK's log has no destination.
  ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dslf4j.internal.verbosity=ERROR',
    '-cp', classPath, 'dev.ecsinventory.infra.InventoryApp', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(run.status ?? 1);
