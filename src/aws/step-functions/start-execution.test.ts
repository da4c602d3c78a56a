import { beforeEach, expect, test } from 'vitest';
import type { RunTicket } from '../../app/run-bucket/documents.ts';
import type { StateMachine } from '../../app/run-bucket/ports.ts';
import { type InSandbox, inSandbox } from '../in-sandbox.fixture.ts';
import { stepFunctionsStateMachine } from './start-execution.ts';

const MACHINE = 'arn:aws:states:us-east-1:100000000001:stateMachine:keyturn';
const EXECUTION = 'arn:aws:states:us-east-1:100000000001:execution:keyturn:20270115-1a2b3c4d';
const NAME = '20270115-1a2b3c4d';

const run: RunTicket = {
  id: NAME,
  mode: 'apply',
  bucket: 'runs',
  accountsKey: `runs/${NAME}/accounts.json`,
  force: '',
  isSearch: false,
  isScheduled: true,
  seal: 'seal-1',
};

let sandbox: InSandbox;
let stateMachine: StateMachine;
const stateMachineOf = (machine: string) =>
  stepFunctionsStateMachine(sandbox.clientFactory({ service: 'sfn', region: 'us-east-1' }), machine);

beforeEach(() => {
  sandbox = inSandbox();
  stateMachine = stateMachineOf(MACHINE);
});

test('an execution begins under its name, with the run for its input', async () => {
  expect(await stateMachine.start(NAME, { run })).toEqual({ executionArn: EXECUTION });
  expect(JSON.parse(sandbox.world.executions.get(EXECUTION)?.input ?? '')).toEqual({ run });
});

test('what goes on under a name is told as it was started, and nothing where nothing was', async () => {
  expect(await stateMachine.find(NAME)).toBeUndefined();
  await stateMachine.start(NAME, { run });
  expect(await stateMachine.find(NAME)).toEqual({ executionArn: EXECUTION, run });
});

test('a refusal is not as if nothing had been started', async () => {
  sandbox = inSandbox({
    before: ({ operation }) => {
      if (operation !== 'DescribeExecution') return;
      throw Object.assign(new Error('not authorized'), {
        name: 'AccessDeniedException',
        $fault: 'client',
        $metadata: { httpStatusCode: 400 },
      });
    },
  });
  await expect(stateMachineOf(MACHINE).find(NAME)).rejects.toMatchObject({ kind: 'denied' });
});

test('asked twice under one name, it begins once', async () => {
  await stateMachine.start(NAME, { run });
  expect(await stateMachine.start(NAME, { run })).toEqual({ executionArn: EXECUTION });
  expect(sandbox.world.executions.size).toBe(1);
});

test('a name that is taken by an execution that ended, or has other input, stays with the first start', async () => {
  await stateMachine.start(NAME, { run });
  expect(await stateMachine.start(NAME, { run: { ...run, mode: 'plan' } })).toEqual({ executionArn: EXECUTION });
  const execution = sandbox.world.executions.get(EXECUTION);
  if (execution) execution.status = 'SUCCEEDED';
  expect(await stateMachine.start(NAME, { run })).toEqual({ executionArn: EXECUTION });
  expect(JSON.parse(execution?.input ?? '').run.mode).toBe('apply');
});

test('any other refusal is told', async () => {
  await expect(stateMachine.start('no such name!', { run })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'InvalidName',
  });
  await expect(stateMachineOf('keyturn').start(NAME, { run })).rejects.toMatchObject({ code: 'InvalidArn' });
});
