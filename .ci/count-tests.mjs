// Prints "PASSED FAILED" of a run of vitest: node .ci/count-tests.mjs <report of its json reporter> <its exit code>
import { readFileSync } from 'node:fs';

const [file = '', code = '1'] = process.argv.slice(2);

/** A file that cannot be loaded has no test that could fail. */
const isBroken = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

const read = () => {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + testResults.filter(isBroken).length };
  } catch {
    return { passed: 0, failed: 0 };
  }
};

const { passed, failed } = read();
const isUnexplained = failed === 0 && (code !== '0' || passed === 0);
process.stdout.write(`${passed} ${isUnexplained ? 1 : failed}\n`);
