# shellcheck shell=bash
# The versions of Node.js that keyturn is tested on: exact, and named here alone. Sourced by .ci/run.

# shellcheck disable=SC2034 # .ci/run uses them
FLOOR=20.19.0 # the oldest that package.json accepts: everything runs on it
# shellcheck disable=SC2034
BETWEEN=22.23.3 # the tests beside the sources
# shellcheck disable=SC2034
DEPLOYED=24.21.0 # what Lambda runs the functions on: npm test, the package, and the functions out of it
