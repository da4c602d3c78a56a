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
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 -r test/referees/requirements.txt
}
