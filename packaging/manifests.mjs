/** What package managers read: a Homebrew formula, a Scoop manifest and three winget manifests. */

const DESCRIPTION = 'Command line of Gong, the revenue intelligence'

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} url where the files of the release are, without a slash at its end
 * @property {(name: string) => string} sha256 of a file of the release, hexadecimal
 */

/** @param {Release} release @returns {Record<string, string>} the text of each manifest, by its path */
export function manifests(release) {
  return {
    'homebrew/gong-cli.rb': formula(release),
    'scoop/gong-cli.json': scoop(release),
    ...winget(release),
  }
}

/** @param {Release} release */
function formula({ version, url, sha256 }) {
  const on = (/** @type {string} */ system) => {
    const name = `gong-${version}-${system}`
    return `url "${url}/${name}"\n      sha256 "${sha256(name)}"`
  }
  return `class GongCli < Formula
  desc "${DESCRIPTION}"
  version "${version}"
  license "MIT"

  on_macos do
    on_arm do
      ${on('macos-arm64')}
    end
    on_intel do
      ${on('macos-x64')}
    end
  end

  on_linux do
    on_arm do
      ${on('linux-arm64')}
    end
    on_intel do
      ${on('linux-x64')}
    end
  end

  def install
    bin.install Dir["gong-*"].first => "gong"
    chmod 0755, bin/"gong"
    generate_completions_from_executable(bin/"gong", "completion", shells: [:bash, :zsh, :fish])
    (man1/"gong.1").write Utils.safe_popen_read(bin/"gong", "help", "--man")
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/gong --version").strip
  end
end
`
}

/** @param {Release} release */
function scoop({ version, url, sha256 }) {
  const name = `gong-${version}-windows-x64.exe`
  const architecture = { '64bit': { url: `${url}/${name}#/gong.exe`, hash: sha256(name) } }
  return `${JSON.stringify({ version, description: DESCRIPTION, homepage: url, license: 'MIT', architecture, bin: 'gong.exe' }, null, 2)}\n`
}

/** @param {Release} release @returns {Record<string, string>} */
function winget({ version, url, sha256 }) {
  const name = `gong-${version}-windows-x64.exe`
  const common = `PackageIdentifier: GongCli.GongCli\nPackageVersion: ${version}\n`
  const end = (/** @type {string} */ type) => `ManifestType: ${type}\nManifestVersion: 1.6.0\n`
  const locale = `PackageLocale: en-US
Publisher: The gong-cli authors
PackageName: gong-cli
License: MIT
ShortDescription: ${DESCRIPTION}
`
  const installer = `InstallerType: portable
Commands:
- gong
Installers:
- Architecture: x64
  InstallerUrl: ${url}/${name}
  InstallerSha256: ${sha256(name).toUpperCase()}
`
  return {
    'winget/GongCli.GongCli.yaml': `${common}DefaultLocale: en-US\n${end('version')}`,
    'winget/GongCli.GongCli.locale.en-US.yaml': `${common}${locale}${end('defaultLocale')}`,
    'winget/GongCli.GongCli.installer.yaml': `${common}${installer}${end('installer')}`,
  }
}
