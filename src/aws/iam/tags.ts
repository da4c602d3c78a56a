interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export const tagsOf = (tags: readonly Tag[] | undefined | null): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));

export const tagList = (tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
