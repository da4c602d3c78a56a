import { describe, expect, it } from 'vitest';
import { templateNamed } from '../written.fixture.ts';
import { kindOf, parametersOf } from './declared-parameter.ts';
import { parameterValue, variable } from './variable.ts';

const main = parametersOf(templateNamed('main'));
const of = (name: string) => {
  const parameter = main[name];
  if (parameter === undefined) throw new Error(`there is no parameter ${name}`);
  return parameter;
};

describe('a parameter', () => {
  it.each([
    ['AdminEmailAddress', 'text', 'var.admin_email_address'],
    ['SMTPHost', 'text', 'var.smtp_host'],
    ['DryRunFlag', 'truth', 'var.dry_run_flag ? "True" : "False"'],
    ['Adopt', 'truth', 'var.adopt ? "true" : "false"'],
    ['MaxConcurrency', 'number', 'tostring(var.max_concurrency)'],
    ['LogRetentionDays', 'number', 'tostring(var.log_retention_days)'],
    [
      'MaxRotationsPerRun',
      'optional-number',
      'var.max_rotations_per_run == null ? "" : tostring(var.max_rotations_per_run)',
    ],
    ['SecretWriters', 'list', 'join(",", var.secret_writers)'],
    ['SubnetId', 'list', 'join(",", var.subnet_id)'],
    ['Exemptions', 'objects', 'length(var.exemptions) == 0 ? "" : jsonencode(var.exemptions)'],
    ['Schedule', 'text', 'var.schedule'],
  ])('%s is a %s, given as %s', (name, kind, value) => {
    expect([kindOf(of(name)), parameterValue(name, of(name))]).toEqual([kind, value]);
  });

  it('that must be given has no default, and takes no null', () => {
    const text = variable('AdminEmailAddress', of('AdminEmailAddress'));
    expect(text).not.toContain('default');
    expect(text).toContain('nullable    = false');
  });

  it('begins with keys left as they are: a dry run', () => {
    expect(variable('DryRunFlag', of('DryRunFlag'))).toContain('default     = true');
  });

  it('of several items is checked as the text that the stack gets, or item by item', () => {
    expect(variable('ExemptAccounts', of('ExemptAccounts'))).toContain('join(",", var.exempt_accounts)))');
    const operators = parametersOf(templateNamed('members')).OperatorPrincipalArns;
    if (operators === undefined) throw new Error('there are no operators');
    expect(variable('OperatorPrincipalArns', operators)).toContain(
      'alltrue([for item in var.operator_principal_arns : can(regex(',
    );
  });
});
