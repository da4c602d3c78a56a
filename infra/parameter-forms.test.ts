import { describe, expect, it } from 'vitest';
import { ownParameters } from '../src/app/deploy/names.ts';
import { parseSettings } from '../src/app/settings/parse.ts';
import { templateNamed, templates } from './written.fixture.ts';

interface Declared {
  readonly Default?: string | number;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
}

const parametersOf = (template: (typeof templates)[string]) => template.Parameters as Record<string, Declared>;

describe('the parameters', () => {
  it('have each name that keyturn deploy gives a value by itself', () => {
    const declared = Object.values(templates).flatMap((template) => Object.keys(parametersOf(template)));
    for (const name of ownParameters) expect(declared).toContain(name);
  });

  it('that limit the new keys take what the setting takes, and no more', () => {
    for (const name of ['MaxRotationsPerRun', 'MaxRotationsPerAccount']) {
      const limit = new RegExp(parametersOf(templateNamed('main'))[name]?.AllowedPattern ?? '', 'u');
      for (const [value, isTaken] of [
        ['', true],
        ['0', false],
        ['1', true],
        ['999999', true],
        ['1000000', true],
        ['1000001', false],
      ] as const) {
        const file = { name: 'the stack', values: { [name]: value } };
        expect([name, value, limit.test(value)]).toEqual([name, value, isTaken]);
        expect([name, value, parseSettings({ flags: [], file, environment: {} }).ok]).toEqual([name, value, isTaken]);
      }
    }
  });

  it.each([
    ['SMTPHost', '', true],
    ['SMTPHost', 'email-smtp.eu-central-1.amazonaws.com', true],
    ['SMTPHost', 'smtp.example.com:587', false],
    ['SMTPHost', 'https://smtp.example.com', false],
    ['SMTPUserParamName', '/iam-key-rotation/smtp/user', true],
    ['SMTPUserParamName', 'user', true],
    ['SMTPUserParamName', '/user', true],
    ['SMTPPasswordParamName', '/a/b_c.d-e', true],
    ['SMTPPasswordParamName', 'a/b', false],
    ['SMTPPasswordParamName', '/a//b', false],
    ['SMTPPasswordParamName', '/a/*', false],
    ['SMTPPasswordParamName', 'arn:aws:ssm:us-east-1:111111111111:parameter/a', false],
  ])('%s takes "%s" as the setting does: %s', (name, value, isTaken) => {
    const { AllowedPattern = '' } = parametersOf(templateNamed('main'))[name] ?? {};
    expect(new RegExp(AllowedPattern, 'u').test(value)).toBe(isTaken);
    const file = { name: 'the stack', values: { [name]: value } };
    expect(parseSettings({ flags: [], file, environment: {} }).ok).toBe(isTaken);
  });

  it('that narrow the runs take ids with commas between, and nothing else', () => {
    const allows = (name: string, value: string) =>
      new RegExp(parametersOf(templateNamed('main'))[name]?.AllowedPattern ?? '', 'u').test(value);
    expect(allows('OrganizationalUnitIds', 'ou-ab12-11111111,ou-ab12-22222222')).toBe(true);
    for (const wrong of ['r-ab12', 'ou-ab12-11111111,', 'ou-ab12-11111111, ou-ab12-22222222', 'payments'])
      expect([wrong, allows('OrganizationalUnitIds', wrong)]).toEqual([wrong, false]);
    expect(allows('ExemptAccounts', '111122223333,222233334444')).toBe(true);
    expect(allows('ExemptAccounts', '11112222333')).toBe(false);
    expect(allows('Exemptions', '[{"path":"/service/"}]')).toBe(true);
    expect(allows('Exemptions', '{"path":"/service/"}')).toBe(false);
    expect(allows('Exemptions', `[${'x'.repeat(1501)}]`)).toBe(false);
  });

  it.each(['members', 'managementAccount', 'listRole'] as const)(
    'that name operators take each in full, and no pattern of names: %s',
    (file) => {
      const { AllowedPattern = '' } = parametersOf(templateNamed(file)).OperatorPrincipalArns ?? {};
      // CloudFormation holds it against each item of a CommaDelimitedList.
      const allows = (item: string) => new RegExp(AllowedPattern, 'u').test(item);
      for (const name of [
        'role/ops',
        'user/anna',
        'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef',
      ])
        expect([name, allows(`arn:aws:iam::111111111111:${name}`)]).toEqual([name, true]);
      for (const wrong of [
        '*',
        'arn:aws:iam::111111111111:*',
        'arn:aws:iam::111111111111:role/*',
        'arn:aws:iam::111111111111:role/op?',
        'arn:aws:iam::*:role/ops',
        'arn:aws:iam::111111111111:root',
        'arn:aws:sts::111111111111:assumed-role/ops/anna',
      ])
        expect([wrong, allows(wrong)]).toEqual([wrong, false]);
    },
  );

  it('that are part of a policy take no sign that stands for more', () => {
    const allows = (name: string, value: string) =>
      new RegExp(parametersOf(templateNamed('members'))[name]?.AllowedPattern ?? '', 'u').test(value);
    for (const right of ['/', '/applications/', '/a/b.c/'])
      expect([right, allows('UserPath', right)]).toEqual([right, true]);
    for (const wrong of ['', '*', '/*', '/a*/', '/a?/', 'applications/', '/applications', '/${aws:username}/'])
      expect([wrong, allows('UserPath', wrong)]).toEqual([wrong, false]);
    expect(allows('ExternalId', 'two words')).toBe(false);
    expect(allows('PermissionsBoundaryArn', 'arn:aws:iam::*:policy/*')).toBe(false);
  });

  it.each(Object.entries(templates))('fit their own limits: %s', (_, template) => {
    for (const [name, { Default, AllowedPattern, AllowedValues }] of Object.entries(parametersOf(template))) {
      if (Default === undefined) continue;
      if (AllowedPattern !== undefined) expect(String(Default), name).toMatch(new RegExp(AllowedPattern, 'u'));
      if (AllowedValues !== undefined) expect(AllowedValues, name).toContain(Default);
    }
  });
});
