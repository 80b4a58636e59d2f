import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fillTree } from './tree.mjs'

/** What Fedora and its relatives call each architecture. */
const ARCHITECTURES = { x64: 'x86_64', arm64: 'aarch64' }

/**
 * Makes an RPM package with rpmbuild. Options and result as for `buildDeb`.
 *
 * @param {{ executable: string, arch: 'x64' | 'arm64', version: string, notices: string, epoch: string, work: string, out: string }} options
 */
export function buildRpm({ executable, arch, version, notices, epoch, work, out }) {
  const architecture = ARCHITECTURES[arch]
  const tree = join(work, 'tree')
  const spec = join(work, 'gong-cli.spec')
  mkdirSync(tree)
  fillTree(tree, executable, notices)
  writeFileSync(spec, specOf({ version, tree }))
  const args = ['-bb', '--quiet', `--target=${architecture}`, `--define=_topdir ${join(work, 'rpmbuild')}`, spec]
  execFileSync('rpmbuild', args, {
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const folder = join(work, 'rpmbuild/RPMS', architecture)
  const [name = ''] = readdirSync(folder)
  renameSync(join(folder, name), join(out, name))
  return join(out, name)
}

/**
 * The executable is taken as it is: what is appended to it would not outlive being stripped.
 *
 * @param {{ version: string, tree: string }} options
 */
function specOf({ version, tree }) {
  return `Name: gong-cli
Version: ${version.replace('-', '~')}
Release: 1
Summary: Command line of Gong, the revenue intelligence
License: MIT
AutoReqProv: no
Requires: glibc >= 2.17

%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload w6.gzdio

%description
Calls, transcripts, statistics and settings of a company in Gong, from a
terminal or a script: exact, paced to Gong's limits, with sealed credentials,
and with a question before whatever erases.

%install
cp -a ${tree}/. %{buildroot}/
mkdir -p %{buildroot}/usr/share/zsh/site-functions
mv %{buildroot}/usr/share/zsh/vendor-completions/_gong %{buildroot}/usr/share/zsh/site-functions/_gong

%files
/usr/bin/gong
/usr/share/bash-completion/completions/gong
/usr/share/zsh/site-functions/_gong
/usr/share/fish/vendor_completions.d/gong.fish
/usr/share/man/man1/gong.1.gz
/usr/share/doc/gong-cli
`
}
