import { AwsFault } from '../../app/faults/aws-fault.ts';

/** Follows a service's markers, an empty page with a marker included, until there is none. */
export async function* pages<Page>(
  ask: (marker: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined | null,
  operation: string,
): AsyncGenerator<Page> {
  let marker: string | undefined;
  do {
    const page = await ask(marker);
    yield page;
    // moto ends with an empty text where AWS sends nothing.
    const following = next(page) || undefined;
    if (following !== undefined && following === marker) {
      throw new AwsFault('doubtful', 'RepeatedMarker', operation, 'the answer leads to the same page again');
    }
    marker = following;
  } while (marker !== undefined);
}

/** IAM says whether there is more apart from where it is. */
export const nextOf = (page: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}): string | undefined => {
  if (page.IsTruncated !== true) return undefined;
  if (page.Marker) return page.Marker;
  throw new AwsFault('doubtful', 'IncompleteAnswer', 'iam', 'the answer is cut off and has no marker');
};
