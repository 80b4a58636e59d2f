/**
 * Run by Bun: compiles the bundled programs for one system. The argument is JSON: their paths, what Bun calls the system, and
 * the paths of its Bun, of its library of the keychain and of the executable.
 */
const { programs, target, runtime, library, outfile } = JSON.parse(process.argv[2])

/**
 * Nothing is beside an executable: its library of the keychain stands in place of the package that looks for one among those
 * of all systems, or wherever a variable points.
 */
const embedded = {
  name: 'the library of the keychain, embedded',
  setup(build) {
    const contents = `export const { Entry } = require(${JSON.stringify(library)})`
    build.onResolve({ filter: /^@napi-rs\/keyring$/ }, ({ path }) => ({ path, namespace: 'inside' }))
    build.onLoad({ filter: /./, namespace: 'inside' }, () => ({ contents, loader: 'js' }))
  },
}

await Bun.build({
  entrypoints: programs,
  target: 'bun',
  format: 'esm',
  splitting: true,
  minify: true,
  // Without it every start compiles the tool anew, which takes five times as long.
  bytecode: true,
  plugins: [embedded],
  // Of 70 MB, and only for local copies: installed apart, and looked for beside the executable and in the data folder.
  // What pg has in other forms is never asked for.
  external: ['@duckdb/node-api', 'pg-native', 'pg-cloudflare'],
  // What lies in the folder where somebody runs the tool is no part of it, and must not change what it does. A package.json
  // is read of packages that are loaded by their path, such as DuckDB, which have others beside them.
  compile: {
    ...{ target, outfile, executablePath: runtime, jitPolicy: 3 },
    ...{ autoloadDotenv: false, autoloadBunfig: false, autoloadPackageJson: true },
  },
})
