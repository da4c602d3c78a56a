import type { NormalizedSchema } from '@smithy/core/schema';
import type { HttpMessage } from '../http-message.ts';
import type { OperationModel, ServiceModel } from './service-model.ts';

/** An operation found by method, path, query and headers, with the labels of its path, still percent-encoded. */
export interface Match {
  readonly operation: OperationModel;
  readonly labels: ReadonlyMap<string, string>;
}

interface Route {
  readonly operation: OperationModel;
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Query parameters and headers without which a request means another operation (UploadPart, PutObject). */
  readonly required: readonly { readonly in: 'query' | 'headers'; readonly name: string }[];
}

/** The most specific operation of a REST service that a request fits. */
export const matchRoute = (model: ServiceModel, request: HttpMessage): Match | undefined => {
  let best: (Match & { specificity: number }) | undefined;
  for (const route of routesOf(model)) {
    const labels = route.method === request.method ? labelsOf(route.segments, request.path) : undefined;
    const specificity = labels && specificityOf(route, request);
    if (labels && specificity !== undefined && specificity > (best?.specificity ?? -1))
      best = { operation: route.operation, labels, specificity };
  }
  return best;
};

const known = new WeakMap<ServiceModel, readonly Route[]>();

const routesOf = (model: ServiceModel): readonly Route[] => {
  const routes = known.get(model) ?? [...model.operations.values()].flatMap(routeOf);
  known.set(model, routes);
  return routes;
};

const routeOf = (operation: OperationModel): Route[] => {
  if (!operation.http) return [];
  const [method, template] = operation.http;
  const [path = '/', search = ''] = template.split('?');
  const segments = path.split('/').filter((segment) => segment !== '');
  // S3's templates leave the bucket to the endpoint rules; path style puts it in front.
  if (isLabel(operation.input, 'Bucket') && !segments.includes('{Bucket}')) segments.unshift('{Bucket}');
  return [
    { operation, method, segments, query: [...new URLSearchParams(search)], required: requiredOf(operation.input) },
  ];
};

const isLabel = (input: NormalizedSchema, name: string): boolean =>
  input.isStructSchema() &&
  [...input.structIterator()].some(([key, member]) => key === name && member.getMergedTraits().httpLabel);

const requiredOf = (input: NormalizedSchema): Route['required'] => {
  const schema = input.getSchema();
  const count = Array.isArray(schema) && typeof schema[6] === 'number' ? schema[6] : 0;
  return [...input.structIterator()].slice(0, count).flatMap(([, member]): Route['required'] => {
    const { httpQuery, httpHeader } = member.getMergedTraits();
    if (httpQuery) return [{ in: 'query', name: httpQuery }];
    return httpHeader ? [{ in: 'headers', name: httpHeader.toLowerCase() }] : [];
  });
};

/** `/bucket/a/b` against `{Bucket}`, `{Key+}`; undefined if it does not fit. */
const labelsOf = (segments: readonly string[], path: string): Map<string, string> | undefined => {
  const parts = path.split('/').slice(1);
  const labels = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const name = /^\{(.+?)\+?\}$/.exec(segment)?.[1];
    const value = segment.endsWith('+}') ? parts.splice(index).join('/') : parts[index];
    if (!value || (name === undefined && value !== segment)) return undefined;
    if (name !== undefined) labels.set(name, value);
  }
  const rest = parts.slice(segments.length);
  return rest.length === 0 || (rest.length === 1 && rest[0] === '') ? labels : undefined;
};

/** How specifically a route asks for this very query and these headers; undefined if it asks for something absent. */
const specificityOf = (route: Route, request: HttpMessage): number | undefined => {
  let score = route.segments.filter((segment) => !segment.startsWith('{')).length;
  for (const [name, value] of route.query) {
    const sent = request.query.find(([key]) => key === name);
    // x-id only names the operation; clients other than the JavaScript SDK leave it out.
    if (name !== 'x-id' && (!sent || (value !== '' && sent[1] !== value))) return undefined;
    if (name === 'x-id' && sent && sent[1] !== value) return undefined;
    if (sent) score += 1;
  }
  for (const { in: place, name } of route.required) {
    const present =
      place === 'query' ? request.query.some(([key]) => key === name) : request.headers[name] !== undefined;
    if (!present) return undefined;
    score += 1;
  }
  return score;
};
