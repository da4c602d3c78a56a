import { parse } from 'yaml';

/** What keyturn reads of a CloudFormation template. */
export interface StackTemplate {
  readonly text: string;
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** Each resource as text, by logical id. */
  readonly resources: ReadonlyMap<string, TemplateResource>;
}

export interface TemplateResource {
  readonly type: string;
  readonly text: string;
  /** It stays when its stack is deleted. */
  readonly isRetained: boolean;
}

export interface TemplateParameter {
  /** `undefined`: a value must be given. */
  readonly fallback: string | undefined;
  readonly allowed: readonly string[];
}

interface Document {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown; readonly AllowedValues?: unknown[] }>>;
  readonly Resources?: Readonly<Record<string, { readonly Type?: unknown; readonly DeletionPolicy?: unknown }>>;
}

export const readTemplate = (text: string): StackTemplate => {
  // Short forms as !Ref are tags that need no meaning here.
  const document = (parse(text, { logLevel: 'silent' }) ?? {}) as Document;
  return {
    text,
    parameters: Object.fromEntries(
      Object.entries(document.Parameters ?? {}).map(([name, { Default, AllowedValues = [] }]) => [
        name,
        { fallback: Default === undefined ? undefined : String(Default), allowed: AllowedValues.map(String) },
      ]),
    ),
    resources: new Map(
      Object.entries(document.Resources ?? {}).map(([id, resource]) => [
        id,
        {
          type: String(resource.Type ?? ''),
          text: JSON.stringify(resource),
          isRetained: /^Retain/.test(String(resource.DeletionPolicy)),
        },
      ]),
    ),
  };
};

/** GetTemplate shows every character beyond ASCII as question marks, and may end lines its own way. */
export const isSameTemplate = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(/[^\p{ASCII}]|\?+/gu, '?')
    .replace(/\?+/g, '?')
    .trimEnd();

/** What a new template would do to each resource, where CloudFormation offers no change set. */
export const resourceDifferences = (before: StackTemplate, after: StackTemplate): readonly string[] => [
  ...[...after.resources].flatMap(([id, { type, text }]) => {
    const old = before.resources.get(id);
    if (old === undefined) return [`Add ${id} (${type})`];
    return old.text === text ? [] : [`Modify ${id} (${type})`];
  }),
  ...[...before.resources].flatMap(([id, { type }]) => (after.resources.has(id) ? [] : [`Remove ${id} (${type})`])),
];
