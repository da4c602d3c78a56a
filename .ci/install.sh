# shellcheck shell=bash
# Installs what the checks need beside the dependencies of the project. Sourced by .ci/run.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo > /dev/null; then sudo -n "$@"; else
    echo "cannot install $*: neither root nor sudo" >&2
    return 1
  fi
}

debian_packages() {
  if ! command -v apt-get > /dev/null; then
    echo "install these packages of your system yourself: $*" >&2
    return 1
  fi
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

install_referees() {
  command -v faketime > /dev/null || debian_packages faketime || return 1
  python3 -c 'import venv, ensurepip' 2> /dev/null || debian_packages python3 python3-venv || return 1
  [ -x .venv/bin/python ] || python3 -m venv .venv || return 1
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 -r test/conformance/referees/requirements.txt
}

# npm's package of the program alone, as its package `node` would choose it: no install script has to run.
node_package() {
  # shellcheck disable=SC2016 # JavaScript's
  node -p 'const system = `${process.platform}-${process.arch}`; (system === "darwin-arm64" ? "node-bin-" : "node-") + system'
}

# node_folder VERSION: where that Node.js is. Outside of the project, and gone after the run.
node_folder() { echo "$logs/node-$1/bin"; }

# install_nodes VERSION...
install_nodes() {
  local version package
  package=$(node_package) || return 1
  for version; do
    npm install --global --prefix "$logs/node-$version" --ignore-scripts --no-audit --no-fund --loglevel=error \
      "$package@$version" || return 1
    [ "$("$(node_folder "$version")/node" --version)" = "v$version" ] || return 1
  done
}

# on VERSION COMMAND...: with that Node.js first on the path; never with another in its place.
on() {
  [ -x "$(node_folder "$1")/node" ] || { echo "Node.js $1 is not installed"; return 1; }
  PATH="$(node_folder "$1"):$PATH" "${@:2}"
}
